/** Virtual: which rows of a long list are on the screen, by arithmetic; lists that no element could be high enough for are scaled. */

/** No element is made higher than this: browsers stop at some 33 million pixels. */
export const HIGHEST = 16_000_000;

export interface Window {
  /** Height of all rows as the scroll bar sees it. */
  readonly height: number;
  /** The rows to draw. */
  readonly first: number;
  readonly last: number;
  /** Where the first of them stands, in pixels from the top of all. */
  readonly top: number;
}

export const windowOf = (total: number, row: number, scroll: number, view: number): Window => {
  const whole = total * row;
  const height = Math.min(whole, HIGHEST);
  const fits = Math.ceil(view / row) + 1;
  if (whole <= HIGHEST) {
    const first = Math.max(0, Math.min(Math.floor(scroll / row), total - fits));
    return { height, first, last: Math.min(total, first + fits), top: first * row };
  }
  const share = Math.min(1, scroll / Math.max(1, height - view));
  const exact = share * (whole - view);
  const first = Math.max(0, Math.min(Math.floor(exact / row), total - fits));
  return { height, first, last: Math.min(total, first + fits), top: scroll - (exact - first * row) };
};

/** Where to scroll so that row `at` is on the screen; the same place where it is already. */
export const scrollTo = (at: number, total: number, row: number, scroll: number, view: number): number => {
  const whole = total * row;
  const height = Math.min(whole, HIGHEST);
  const scale = whole <= HIGHEST ? 1 : (height - view) / (whole - view);
  const top = scale === 1 ? scroll : scroll / scale;
  if (at * row < top) return at * row * scale;
  if ((at + 1) * row > top + view) return ((at + 1) * row - view) * scale;
  return scroll;
};
