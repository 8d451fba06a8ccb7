/** Plot keys: a plot is walked by arrows, from point to point; Shift takes what lies between, Enter goes where a click or a drag would. */
import type uPlot from 'uplot';

/** Where somebody is in a plot, points counted from 0; -1: nowhere yet. */
export interface Walk {
  at: number;
  /** Where a stretch was begun. */
  from: number;
}

export const walkByKeys = (plot: uPlot, walk: Walk, enter: (from: number, to: number) => void): void => {
  const { over } = plot;
  const last = plot.data[0].length - 1;
  over.tabIndex = 0;
  over.role = 'slider';
  over.ariaLabel = plot.root.querySelector('.u-title')?.textContent ?? '';
  over.ariaValueMin = '0';
  over.ariaValueMax = String(Math.max(0, last));
  const show = (): void => {
    over.ariaValueNow = String(Math.max(0, walk.at));
    if (walk.at < 0) return;
    const [from, to] = [walk.from, walk.at].map((at) => plot.valToPos(plot.data[0][at] ?? 0, 'x')) as [number, number];
    plot.setCursor({ left: to, top: over.clientHeight / 2 });
    plot.setSelect({ left: Math.min(from, to), width: Math.abs(to - from), top: 0, height: over.clientHeight }, false);
    over.ariaValueText = [...plot.root.querySelectorAll('.u-series')].map(({ children }) => textsOf(children)).join(', ');
  };
  show();
  over.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter' && walk.at >= 0) enter(Math.min(walk.from, walk.at), Math.max(walk.from, walk.at));
    else if (step === undefined || last < 0) return;
    else {
      walk.at = nextPoint(plot, walk.at, step);
      if (!event.shiftKey) walk.from = walk.at;
      show();
    }
    event.preventDefault();
  });
};

const textsOf = (all: HTMLCollection): string => [...all].map((e) => e.textContent).join(' ');

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The next one that has a value; from outside, the first. */
const nextPoint = ({ data: [times, ...lines] }: uPlot, at: number, step: number): number => {
  const last = times.length - 1;
  const has = (k: number): boolean => lines.some((line) => line[k] !== null && line[k] !== undefined);
  const way = step < 0 ? -1 : 1;
  let next = Number.isFinite(step) ? at + way : way < 0 ? 0 : last;
  const on = Number.isFinite(step) ? way : -way;
  while (next >= 0 && next <= last && !has(next)) next += on;
  return next >= 0 && next <= last ? next : Math.max(0, at);
};
