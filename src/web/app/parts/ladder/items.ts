/** Items: the rows of a conversation from its arrows: groups, arrows with and without data, what lies between; each with its place. */
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';

export type Item = { readonly top: number; readonly height: number } & (
  | { readonly kind: 'group'; readonly title: string; readonly caption: string }
  | { readonly kind: 'bare'; readonly rung: Rung }
  | { readonly kind: 'data'; readonly rung: Rung }
  | { readonly kind: 'fold'; readonly from: number; readonly to: number }
  | { readonly kind: 'quiet'; readonly before: number; readonly seconds: number }
  /** Acknowledgements of a phase that our own captures infer, of which `first` is the first. */
  | { readonly kind: 'acks'; readonly first: number; readonly numbers: readonly number[]; readonly isOpen: boolean }
);

/** Heights in pixels; `isDense`: a low screen, on which the handshake is one line. */
export const heightsOf = (isDense: boolean) =>
  isDense
    ? { group: 20, bare: 18, data: 43, fold: 20, quiet: 24, acks: 18, ghost: 43 }
    : { group: 26, bare: 20, data: 46, fold: 24, quiet: 28, acks: 20, ghost: 46 };

type Plain<T> = T extends unknown ? Omit<T, 'top' | 'height'> : never;

export interface Shape {
  readonly isDense: boolean;
  /** Packets of other conversations are told of. */
  readonly hasOthers: boolean;
  /** The packet that is chosen: it is not folded. */
  readonly selected: number;
  /** First numbers of folds that are open. */
  readonly open: ReadonlySet<number>;
}

export const itemsOf = (rungs: readonly Rung[], { isDense, hasOthers, selected, open }: Shape): readonly Item[] => {
  const heights = heightsOf(isDense);
  const items: Item[] = [];
  let top = 0;
  const put = (item: Plain<Item>): void => {
    const height = heights[item.kind];
    items.push({ ...item, top, height });
    top += height;
  };
  let inferred: readonly number[] = [];
  let isOpen = false;
  for (const [k, rung] of rungs.entries()) {
    const before = rungs[k - 1];
    if (hasOthers && before !== undefined && rung.number > before.number + 1)
      put({ kind: 'fold', from: before.number + 1, to: rung.number - 1 });
    if (rung.phase !== before?.phase) {
      put({ kind: 'group', title: titleOf(rung.phase), caption: captionOf(rungs, k, isDense) });
      inferred = inferredOf(rungs, k);
      isOpen = open.has(inferred[0] ?? 0) || inferred.includes(selected);
    }
    const waited = before === undefined ? 0 : rung.seconds - before.seconds;
    if (waited >= LONG && isAgain(rung)) put({ kind: 'quiet', before: rung.number, seconds: waited });
    const isFolded = !isOpen && isInferred(rung);
    const isShort = isDense && rung.phase === 'open' && !rung.isReset && rung.length === 0;
    if (!isFolded && !isShort) put(rung.length > 0 ? { kind: 'data', rung } : { kind: 'bare', rung });
    if (inferred.length > 0 && rungs[k + 1]?.phase !== rung.phase)
      put({ kind: 'acks', first: inferred[0] ?? 0, numbers: inferred, isOpen });
  }
  return items;
};

/** Seconds without an arrow that are told of, where what was sent before is sent again. */
const LONG = 0.01;

const isAgain = ({ remark }: Rung): boolean => remark.startsWith('↻');

/** An acknowledgement that our own capture infers; that of the handshake belongs to it. */
const isInferred = ({ mark, isBare, phase }: Rung): boolean => mark === 'S' && isBare && phase !== 'open';

/** Those of the phase that begins at `k`. */
const inferredOf = (rungs: readonly Rung[], k: number): readonly number[] => {
  const phase = rungs[k]?.phase;
  const numbers: number[] = [];
  for (let at = k; rungs[at]?.phase === phase; at++) {
    const rung = rungs[at];
    if (rung === undefined) break;
    if (isInferred(rung)) numbers.push(rung.number);
  }
  return numbers;
};

const titleOf = (phase: string): string => {
  if (phase === 'open' || phase === 'close') return say('ladder', phase);
  const [, number] = /^message (\d+)$/.exec(phase) ?? [];
  return number === undefined ? phase.charAt(0).toUpperCase() + phase.slice(1) : say('ladder', 'message', { number });
};

const captionOf = (rungs: readonly Rung[], k: number, isDense: boolean): string => {
  const phase = rungs[k]?.phase ?? '';
  if (isPiped(rungs)) return '';
  if (phase === 'open') return isDense ? shortOpening(rungs.filter((r) => r.phase === 'open' && r.length === 0)) : say('ladder', 'opening');
  if (phase === 'message 1' || phase === 'message 2') return exchangeOf(rungs, k, phase);
  return phase === 'close' ? say('ladder', rungs[k]?.isReset === true ? 'cutting' : 'closing') : '';
};

/** Opened without a handshake: a pipe or a terminal, of which nothing of this is true. */
const isPiped = (rungs: readonly Rung[]): boolean => rungs[0]?.phase === 'open' && rungs.every((r) => r.states === undefined);

/** What the first messages are: a greeting, a line that comes back, a question and its answer. */
const exchangeOf = (rungs: readonly Rung[], k: number, phase: string): string => {
  const [first, ...others] = dataOf(rungs, k, phase);
  if (first === undefined) return '';
  if (first.side === 1) return phase === 'message 1' ? say('ladder', 'greets') : '';
  if (phase === 'message 2' && rungs.find((r) => r.length > 0)?.side === 0) return '';
  const reply = others.find((r) => r.side === 1);
  // Datagrams open nothing and have no states, and nobody acknowledges them.
  const isAcknowledged = rungs.some((r) => r.states !== undefined || r.isBare);
  if (reply === undefined) return say('ladder', isAcknowledged ? 'goes' : 'goesAlone');
  if (reply.text === first.text) return say('ladder', isAcknowledged ? 'first' : 'comesBack');
  return say('ladder', isAcknowledged ? 'replied' : 'answeredAt');
};

/** The first arrows with data of a phase, which begins at `k`. */
const dataOf = (rungs: readonly Rung[], k: number, phase: string): readonly Rung[] => {
  const found: Rung[] = [];
  for (let at = k; at < rungs.length && rungs[at]?.phase === phase && found.length < 50; at++) {
    const rung = rungs[at];
    if (rung !== undefined && rung.length > 0) found.push(rung);
  }
  return found;
};

/** `packets 1–3: SYN → SYN ACK ← ACK →` */
const shortOpening = (open: readonly Rung[]): string => {
  const [first, last] = [open[0]?.number ?? 0, open.at(-1)?.number ?? 0];
  const what = open.map((r) => `${r.label} ${r.side === 0 ? '→' : '←'}`).join(' ');
  return say('ladder', 'packets', { first: String(first), last: String(last), what });
};

/** The items on the screen, by their places. */
export const visibleItems = (items: readonly Item[], top: number, bottom: number): readonly Item[] => {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && item.top + item.height < top) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < items.length && (items[last]?.top ?? 0) < bottom) last++;
  return items.slice(low, last);
};

/** The item of a packet. */
export const itemOf = (items: readonly Item[], number: number): Item | undefined =>
  items.find((item) => 'rung' in item && item.rung.number === number);
