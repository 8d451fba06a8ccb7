/** Sizes that components need as numbers: of an element, and of the window. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Side = 'clientHeight' | 'clientWidth';

const useSide = (ref: RefObject<HTMLElement | null>, side: Side): number => {
  const [size, setSize] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const watcher = new ResizeObserver(() => setSize(element[side]));
    watcher.observe(element);
    setSize(element[side]);
    return () => watcher.disconnect();
  }, [ref, side]);
  return size;
};

/** Inner height of the element. */
export const useHeight = (ref: RefObject<HTMLElement | null>): number => useSide(ref, 'clientHeight');

/** Inner width of the element. */
export const useWidth = (ref: RefObject<HTMLElement | null>): number => useSide(ref, 'clientWidth');

export const useMedia = (query: string): boolean => {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => setMatches(list.matches);
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  }, [query]);
  return matches;
};

/** Whether the page is put on paper just now: all rows are drawn then, not those of the screen. */
export const usePrinting = (): boolean => {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const [begins, ends] = [true, false].map((is) => () => setPrinting(is)) as [() => void, () => void];
    addEventListener('beforeprint', begins);
    addEventListener('afterprint', ends);
    return () => {
      removeEventListener('beforeprint', begins);
      removeEventListener('afterprint', ends);
    };
  }, []);
  return isPrinting;
};
