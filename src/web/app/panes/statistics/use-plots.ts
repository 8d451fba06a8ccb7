/** Use plots: plots in an element, drawn anew when what they show, their room, or the look of the page is another. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { shortNumber } from './scales.ts';

/** What plots are drawn into and with. */
export interface PlotRoom {
  readonly box: HTMLElement;
  readonly width: number;
  /** A colour of the look, by its name without dashes. */
  colour(name: string): string;
  /** Seconds below, amounts at the left. */
  readonly axes: uPlot.Axis[];
}

const NARROWEST = 300;
/** What a look hangs on beside the classes of the page. */
const LOOKS = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

/** `draw` gives nothing where there is nothing to show. */
export const usePlots = (draw: (room: PlotRoom) => readonly uPlot[], shown: readonly unknown[]): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    let width = widthOf(box);
    let plots = draw(roomOf(box, width));
    const again = (): void => {
      for (const plot of plots) plot.destroy();
      width = widthOf(box);
      plots = draw(roomOf(box, width));
    };
    const resized = new ResizeObserver(() => {
      if (widthOf(box) !== width) again();
    });
    resized.observe(box);
    const turned = new MutationObserver(again);
    turned.observe(document.documentElement, { attributeFilter: ['class'] });
    const looks = LOOKS.map((look) => matchMedia(look));
    for (const look of looks) look.addEventListener('change', again);
    return () => {
      resized.disconnect();
      turned.disconnect();
      for (const look of looks) look.removeEventListener('change', again);
      for (const plot of plots) plot.destroy();
    };
  }, shown);
  return ref;
};

const widthOf = (box: HTMLElement): number => Math.max(NARROWEST, box.clientWidth);

const roomOf = (box: HTMLElement, width: number): PlotRoom => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`);
  const lines = { stroke: colour('line'), width: 1 };
  const axis: uPlot.Axis = { stroke: colour('ink2'), grid: lines, ticks: lines };
  const axes: uPlot.Axis[] = [
    { ...axis, values: (_, ticks) => ticks.map((t) => `${t} s`) },
    { ...axis, size: 70, values: (_, ticks) => ticks.map(shortNumber) },
  ];
  return { box, width, colour, axes };
};
