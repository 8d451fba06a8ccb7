/** Connections: the live table of a relay or server as lines. */
import { cut, sizeText, visible } from '../core/text.ts';
import { durationText } from '../core/time.ts';

/** What the table needs of a row; times in seconds, rates in bytes a second. */
export interface ConnectionFacts {
  readonly id: number;
  readonly remote: string;
  readonly target?: string;
  readonly sent: number;
  readonly received: number;
  readonly sentRate: number;
  readonly receivedRate: number;
  readonly age: number;
  /** Round trip in seconds, where the kernel tells. */
  readonly rtt?: number;
}

/** A heading and a line a connection, each at most `columns` wide. */
export const connectionLines = (rows: readonly ConnectionFacts[], columns: number): readonly string[] => {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, k) => Math.max(...cells.map((c) => c[k]?.length ?? 0)));
  return cells.map((row) =>
    cut(
      row
        .map((text, k) => (LEFT.has(k) ? text.padEnd(widths[k] ?? 0) : text.padStart(widths[k] ?? 0)))
        .join('  ')
        .trimEnd(),
      columns,
    ),
  );
};

const HEAD: readonly string[] = ['#', 'client', 'target', 'received', 'sent', 'rate', 'age', 'RTT'];
/** Columns of text, set to the left. */
const LEFT: ReadonlySet<number> = new Set([1, 2]);

const cellsOf = (r: ConnectionFacts): readonly string[] => [
  String(r.id),
  visible(r.remote),
  visible(r.target ?? '…'),
  sizeText(r.received),
  sizeText(r.sent),
  `${sizeText(Math.round(r.sentRate + r.receivedRate))}/s`,
  durationText(r.age),
  r.rtt === undefined ? '' : durationText(r.rtt),
];
