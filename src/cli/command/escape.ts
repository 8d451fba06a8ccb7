/** TerminalEscaper: bytes of a peer or a file on their way to a terminal: what would steer it is escaped, also where a chunk cuts a character in two. */
import { visibleBlock } from '../../core/text.ts';

export interface TerminalEscaper {
  /** Safe text of a stretch. Up to three bytes of an unfinished character, or a carriage return, wait for the next one. */
  push(bytes: Uint8Array): string;
  /** What still waits. */
  end(): string;
}

export const terminalEscaper = (): TerminalEscaper => {
  let tail: Uint8Array = new Uint8Array(0);
  return {
    push(bytes) {
      const all = tail.length === 0 ? bytes : joined(tail, bytes);
      const whole = all.length - unfinished(all);
      tail = all.slice(whole);
      return visibleBlock(all.subarray(0, whole));
    },
    end() {
      const rest = visibleBlock(tail);
      tail = new Uint8Array(0);
      return rest;
    },
  };
};

/** How many bytes at the end may belong to something that goes on. */
const unfinished = (bytes: Uint8Array): number => {
  if (bytes.at(-1) === 0x0d) return 1;
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back) ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
};
