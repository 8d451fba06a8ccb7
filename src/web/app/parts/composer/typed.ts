/** Typed: the bytes that a line stands for: text as it is, with escapes, or in hexadecimal. */
import { fromHex, utf8 } from '../../../../core/bytes.ts';
import { say } from '../../words/say.ts';

export const FORMS = ['text', 'lines', 'escaped', 'hex'] as const;
export type Form = (typeof FORMS)[number];
export const LINE_ENDS = ['LF', 'CRLF', 'none'] as const;
export type LineEnd = (typeof LINE_ENDS)[number];

const ENDS: Readonly<Record<LineEnd, string>> = { LF: '\n', CRLF: '\r\n', none: '' };

/** Undefined where the line stands for no bytes: `why` says what is wrong. */
export const bytesOf = (line: string, form: Form, end: LineEnd): Uint8Array | undefined => {
  if (form === 'hex') return fromHex(line.replaceAll(/[\s:]|0x/g, ''));
  if (form === 'lines') return utf8(line.replaceAll('\n', ENDS[end]));
  if (form === 'text') return utf8(line + ENDS[end]);
  const text = unescaped(line);
  return text === undefined ? undefined : concat(text, utf8(ENDS[end]));
};

export const whyNot = (form: Form): string => say('composer', form === 'hex' ? 'whyHex' : 'whyEscaped');

/** `\r\n`, `\x1b`, `\\` */
const unescaped = (line: string): Uint8Array | undefined => {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < line.length; ) {
    const plain = /^[^\\]+/.exec(line.slice(at))?.[0];
    if (plain !== undefined) {
      parts.push(utf8(plain));
      at += plain.length;
      continue;
    }
    const [whole, , digits] = /^\\([nrt0\\]|x([0-9a-fA-F]{2}))/.exec(line.slice(at)) ?? [];
    if (whole === undefined) return undefined;
    parts.push(Uint8Array.of(digits === undefined ? (LETTERS[whole.charAt(1)] ?? 0) : Number.parseInt(digits, 16)));
    at += whole.length;
  }
  return concat(...parts);
};
const LETTERS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0, '\\': 92 };

const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
