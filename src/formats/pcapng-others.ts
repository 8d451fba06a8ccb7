/** Records of a pcapng file that are no frames of any link but stand in the list: custom blocks, system calls (Sysdig), journal entries. */
import { fromUtf8 } from '../core/bytes.ts';
import { RecordLink } from './decoder.ts';
import { type Block, BlockType, Smallest } from './pcapng-blocks.ts';
import { clock } from './pcapng-time.ts';

export interface OtherRecord {
  readonly link: number;
  /** Where in the buffer its bytes start. */
  readonly data: number;
  readonly length: number;
  /** NaN where it has no time. */
  readonly seconds: number;
  readonly nanos: number;
}

export const isOther = (type: number): boolean => READERS[type] !== undefined;

/** The record in a block of such a type, or what is wrong with it. */
export const otherRecord = (b: Block, type: number): OtherRecord | string => {
  const read = READERS[type]!;
  return b.length < read.smallest ? `expected at least ${read.smallest} bytes, got ${b.length}` : read.record(b);
};

const TRAILER = 4;

const custom = (b: Block): OtherRecord => ({
  link: RecordLink.custom,
  data: b.at + 12,
  length: b.length - Smallest.custom,
  seconds: Number.NaN,
  nanos: 0,
});

/** Processor, time, thread, length, kind, and in the later version the number of parameters. */
const systemCall =
  (head: number) =>
  (b: Block): OtherRecord => {
    const [high, low] = b.le ? [14, 10] : [10, 14];
    nanoseconds.set(b.view.getUint32(b.at + high, b.le), b.view.getUint32(b.at + low, b.le));
    const { seconds, nanos } = nanoseconds;
    return { link: RecordLink.systemCall, data: b.at + head, length: b.length - head - TRAILER, seconds, nanos };
  };

const nanoseconds = clock(9, false, 0);

/** `__REALTIME_TIMESTAMP=0` and its line end. */
const JOURNAL_ENTRY = 23;
/** Characters of an entry among which its time is looked for. */
const JOURNAL_HEAD = 4096;

const journal = (b: Block): OtherRecord | string => {
  const data = b.at + 8;
  let length = b.length - Smallest.any;
  while (length > 0 && b.bytes[data + length - 1] === 0) length--;
  if (length < JOURNAL_ENTRY) return 'a journal entry without its time';
  const text = fromUtf8(b.bytes.subarray(data, data + Math.min(length, JOURNAL_HEAD)));
  const micros = Number(/__REALTIME_TIMESTAMP=(\d{1,16})/.exec(text)?.[1] ?? Number.NaN);
  const seconds = Math.floor(micros / 1e6);
  return { link: RecordLink.journal, data, length, seconds, nanos: (micros % 1e6) * 1000 || 0 };
};

interface Reader {
  readonly smallest: number;
  readonly record: (b: Block) => OtherRecord | string;
}

const READERS: Readonly<Record<number, Reader>> = {
  [BlockType.custom]: { smallest: Smallest.custom, record: custom },
  [BlockType.customNoCopy]: { smallest: Smallest.custom, record: custom },
  [BlockType.journal]: { smallest: Smallest.any + JOURNAL_ENTRY, record: journal },
  [BlockType.systemCall]: { smallest: 36, record: systemCall(32) },
  [BlockType.systemCall2]: { smallest: 40, record: systemCall(36) },
  [BlockType.systemCallLarge]: { smallest: 40, record: systemCall(36) },
};
