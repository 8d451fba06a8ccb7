/** Use plots: plots in an element, drawn anew when what they show, their room, or the look of the page is another. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { type Walk, walkByKeys } from './plot-keys.ts';
import { shortNumber, timesText } from './scales.ts';

/** What plots are drawn into and with. */
export interface PlotRoom {
  readonly box: HTMLElement;
  readonly width: number;
  /** Of each where there are so many, so that all are on the screen; its title and its legend stand beside it. */
  heightOf(plots: number): number;
  /** A colour of the look, by its name without dashes. */
  colour(name: string): string;
  /** Seconds below, amounts at the left. */
  readonly axes: uPlot.Axis[];
}

const NARROWEST = 300;
const LOWEST = 180;
/** Pixels of a title and of a legend of two lines. */
const BESIDE = 84;
/** What a look hangs on beside the classes of the page. */
const LOOKS = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

/** `draw` gives nothing where there is nothing to show; `enter`: Enter was pressed on a point, or on a stretch from one to another. */
export const usePlots = (
  draw: (room: PlotRoom) => readonly uPlot[],
  enter: (plot: uPlot, from: number, to: number) => void,
  shown: readonly unknown[],
): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null);
  const walks = useRef<Walk[]>([]);
  const focused = useRef(-1);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    let room = '';
    let plots: readonly uPlot[] = [];
    const again = (): void => {
      leave();
      room = roomText(box);
      plots = draw(roomOf(box));
      for (const [k, plot] of plots.entries()) {
        walks.current[k] ??= { at: -1, from: -1 };
        walkByKeys(plot, walks.current[k], (from, to) => enter(plot, from, to));
      }
      plots[focused.current]?.over.focus();
    };
    /** Who is in a plot is in the one that is drawn in its place. */
    const leave = (): void => {
      if (plots.length > 0) focused.current = plots.findIndex(({ over }) => over === document.activeElement);
      for (const plot of plots) plot.destroy();
    };
    again();
    const resized = new ResizeObserver(() => {
      if (roomText(box) !== room) again();
    });
    resized.observe(box);
    if (box.parentElement !== null) resized.observe(box.parentElement);
    const turned = new MutationObserver(again);
    turned.observe(document.documentElement, { attributeFilter: ['class'] });
    const looks = LOOKS.map((look) => matchMedia(look));
    for (const look of looks) look.addEventListener('change', again);
    return () => {
      resized.disconnect();
      turned.disconnect();
      for (const look of looks) look.removeEventListener('change', again);
      leave();
    };
  }, shown);
  return ref;
};

const widthOf = (box: HTMLElement): number => Math.max(NARROWEST, box.clientWidth);

/** Down to the lower end of what scrolls. */
const heightOf = ({ parentElement, offsetTop }: HTMLElement): number =>
  parentElement === null ? 0 : parentElement.clientHeight - (offsetTop - parentElement.offsetTop) - 24;

const roomText = (box: HTMLElement): string => `${widthOf(box)} ${heightOf(box)}`;

const roomOf = (box: HTMLElement): PlotRoom => {
  const [width, height] = [widthOf(box), heightOf(box)];
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`);
  const lines = { stroke: colour('line'), width: 1 };
  const axis: uPlot.Axis = { stroke: colour('ink2'), grid: lines, ticks: lines };
  const axes: uPlot.Axis[] = [
    { ...axis, space: 72, values: (_, ticks) => timesText(ticks) },
    { ...axis, size: 70, values: (_, ticks) => ticks.map(shortNumber) },
  ];
  return { box, width, heightOf: (plots) => Math.max(LOWEST, Math.floor(height / plots) - BESIDE), colour, axes };
};
