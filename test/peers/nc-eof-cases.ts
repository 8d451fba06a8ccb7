/** Who ends first, and what follows: the cases that docs/netcat.md shows as a table and nc-eof.test.ts plays with both programs. */

/** When our direction is ended, as the peer sees it. */
type Fin = 'no' | 'at once' | 'after 1 s' | 'with the peer' | 'when it is over';
/** When the program is over. */
type End =
  | 'with the peer'
  | '1 s after the peer'
  | 'with standard input'
  | '1 s after standard input'
  | 'after 2 s of silence'
  | 'after one read'
  | 'with the next line'
  | 'never';

export interface Outcome {
  readonly fin: Fin;
  readonly end: End;
}

export interface EofCase {
  readonly options: string;
  readonly listens: boolean;
  /** `ends`: one line, then the end. `empty`: the end at once. `open`: a line, and it stays open. `later`: a line after the peer's end. */
  readonly input: 'ends' | 'empty' | 'open' | 'ends last' | 'lines after the peer';
  /** `stays`: open for 3 s, then gone. */
  readonly peer: 'stays' | 'ends first' | 'resets first' | 'goes first' | 'silent';
  readonly openbsd: Outcome;
  /** Where it differs. */
  readonly ours?: Outcome;
}

const CLIENT = { listens: false } as const;
const LISTENER = { listens: true } as const;
const withPeer = (fin: Fin): Outcome => ({ fin, end: 'with the peer' });

export const EOF_CASES: readonly EofCase[] = [
  { ...CLIENT, options: '', input: 'ends', peer: 'stays', openbsd: withPeer('no'), ours: withPeer('after 1 s') },
  { ...CLIENT, options: '', input: 'empty', peer: 'stays', openbsd: withPeer('no') },
  { ...CLIENT, options: '-q -1', input: 'ends', peer: 'stays', openbsd: withPeer('no') },
  { ...CLIENT, options: '-N', input: 'ends', peer: 'stays', openbsd: withPeer('at once') },
  { ...CLIENT, options: '-q 0', input: 'ends', peer: 'stays', openbsd: withPeer('at once') },
  { ...CLIENT, options: '-q 1', input: 'ends', peer: 'stays', openbsd: { fin: 'at once', end: '1 s after the peer' } },
  { ...CLIENT, options: '', input: 'ends last', peer: 'ends first', openbsd: { fin: 'when it is over', end: 'with standard input' } },
  { ...CLIENT, options: '', input: 'lines after the peer', peer: 'goes first', openbsd: { fin: 'no', end: 'with the next line' } },
  { ...CLIENT, options: '', input: 'open', peer: 'resets first', openbsd: withPeer('no') },
  { ...CLIENT, options: '-d', input: 'open', peer: 'ends first', openbsd: withPeer('when it is over') },
  { ...CLIENT, options: '-w 2', input: 'open', peer: 'silent', openbsd: { fin: 'when it is over', end: 'after 2 s of silence' } },
  { ...CLIENT, options: '-W 1', input: 'open', peer: 'stays', openbsd: { fin: 'when it is over', end: 'after one read' } },
  { ...LISTENER, options: '', input: 'ends', peer: 'stays', openbsd: withPeer('no'), ours: withPeer('after 1 s') },
  { ...LISTENER, options: '', input: 'empty', peer: 'stays', openbsd: withPeer('no') },
  { ...LISTENER, options: '-N', input: 'ends', peer: 'stays', openbsd: withPeer('at once') },
  { ...LISTENER, options: '-q 1', input: 'ends', peer: 'stays', openbsd: { fin: 'at once', end: '1 s after standard input' } },
  { ...LISTENER, options: '-q 1', input: 'open', peer: 'ends first', openbsd: { fin: 'with the peer', end: '1 s after the peer' } },
  { ...LISTENER, options: '', input: 'open', peer: 'ends first', openbsd: withPeer('when it is over') },
  { ...LISTENER, options: '', input: 'open', peer: 'resets first', openbsd: withPeer('no') },
  { ...LISTENER, options: '-k', input: 'empty', peer: 'ends first', openbsd: { fin: 'when it is over', end: 'never' } },
  { ...LISTENER, options: '-k -q 1', input: 'open', peer: 'ends first', openbsd: { fin: 'with the peer', end: '1 s after the peer' } },
];

/** A row of the table in the manual. */
export const rowOf = (c: EofCase): string => {
  const ours = c.ours ?? c.openbsd;
  const cells = [c.listens ? 'listener' : 'client', c.options === '' ? '' : `\`${c.options}\``, c.input, c.peer, ours.fin, ours.end];
  return `| ${[...cells, c.ours === undefined ? 'the same' : `${c.openbsd.fin}, ${c.openbsd.end}`].join(' | ')} |`;
};

export const titleOf = (c: EofCase): string =>
  `${c.listens ? 'listener' : 'client'} ${c.options}, standard input: ${c.input}, the peer: ${c.peer}`.replace(' ,', ',');
