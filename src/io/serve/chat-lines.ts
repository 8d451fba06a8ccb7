/** Lines of a chat member, whatever they type with: nc, telnet (RFC 854, its commands are taken out), a program. Bounded. */
import { visibleBytes } from '../../core/text.ts';

export interface ChatLineReader {
  /** The lines that a stretch completes, safe to show; `cut` where more was typed than a line may have. */
  push(chunk: Uint8Array): readonly TypedLine[];
  /** What stands after the last line end, if anything. */
  end(): readonly TypedLine[];
}

export interface TypedLine {
  readonly text: string;
  readonly cut: boolean;
}

/** `most` bytes of a line are kept. */
export const chatLines = (most: number): ChatLineReader => {
  const telnet = telnetText();
  let line: number[] = [];
  let cut = false;
  const take = (): TypedLine => {
    if (line.at(-1) === CR) line.pop();
    const taken = { text: visibleBytes(Uint8Array.from(line)), cut };
    line = [];
    cut = false;
    return taken;
  };
  return {
    push: (chunk) => {
      const done: TypedLine[] = [];
      for (const byte of chunk) {
        const kept = telnet(byte);
        if (kept === LF) done.push(take());
        else if (kept !== undefined && line.length < most) line.push(kept);
        else if (kept !== undefined) cut = true;
      }
      return done;
    },
    end: () => (line.length === 0 ? [] : [take()]),
  };
};

/** Gives the bytes of text; undefined for those of Telnet's commands and the zero after a carriage return. */
const telnetText = (): ((byte: number) => number | undefined) => {
  let state: 'text' | 'command' | 'option' | 'parameters' | 'parameter command' = 'text';
  let before = 0;
  return (byte) => {
    const was = state;
    if (was === 'parameters') state = byte === IAC ? 'parameter command' : 'parameters';
    else if (was === 'parameter command') state = byte === SE ? 'text' : 'parameters';
    else if (was === 'option') state = 'text';
    else if (was === 'command') state = byte === SB ? 'parameters' : byte >= WILL && byte <= DONT ? 'option' : 'text';
    else if (byte === IAC) state = 'command';
    const isText = (was === 'text' && byte !== IAC && !(byte === 0 && before === CR)) || (was === 'command' && byte === IAC);
    before = byte;
    return isText ? byte : undefined;
  };
};

const [LF, CR] = [10, 13];
const [SE, SB, WILL, DONT, IAC] = [240, 250, 251, 254, 255];
