/** TFTP messages as plain data (RFC 1350 §5, options RFC 2347): what a service and a dissector share. */

import { type Bytes, concat, u16, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';

export const Opcode = { read: 1, write: 2, data: 3, ack: 4, error: 5, options: 6 } as const;
export const TftpError = { other: 0, notFound: 1, access: 2, full: 3, illegal: 4, unknown: 5, exists: 6, user: 7, options: 8 } as const;

/** Names in small letters, in the order in which they came. */
export type TftpOptions = ReadonlyMap<string, string>;

export type TftpMessage =
  | { readonly kind: 'read' | 'write'; readonly file: string; readonly mode: string; readonly options: TftpOptions }
  | { readonly kind: 'data'; readonly block: number; readonly data: Bytes }
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  | { readonly kind: 'options'; readonly options: TftpOptions };

const MODES: ReadonlySet<string> = new Set(['netascii', 'octet', 'mail']);

/** Whether b[o, end) asks for a file or offers one: nothing but names, the second one a mode. */
export const isTftpRequest = (b: Bytes, o: number, end: number): boolean => {
  if (end - o < 9 || end - o > LONGEST_REQUEST || b[o] !== 0 || b[end - 1] !== 0) return false;
  const code = b[o + 1];
  if ((code !== Opcode.read && code !== Opcode.write) || b[o + 2] === 0) return false;
  const texts = textsOf(b.subarray(o, end), 2);
  return texts.length % 2 === 0 && MODES.has(texts[1]?.toLowerCase() ?? '') && texts.every((text) => /^[\x20-\x7e\x80-\xff]*$/.test(text));
};
const LONGEST_REQUEST = 512;

/** Undefined where it is none. */
export const readTftp = (b: Bytes): TftpMessage | undefined => {
  if (b.length < 4) return undefined;
  const code = u16(b, 0);
  if (code === Opcode.data) return { kind: 'data', block: u16(b, 2), data: b.subarray(4) };
  if (code === Opcode.ack) return { kind: 'ack', block: u16(b, 2) };
  if (code === Opcode.error) return { kind: 'error', code: u16(b, 2), text: textsOf(b, 4)[0] ?? '' };
  const texts = textsOf(b, 2);
  if (code === Opcode.options) return { kind: 'options', options: optionsOf(texts) };
  const [file, mode] = texts;
  if ((code !== Opcode.read && code !== Opcode.write) || file === undefined || mode === undefined) return undefined;
  return { kind: code === Opcode.read ? 'read' : 'write', file, mode: mode.toLowerCase(), options: optionsOf(texts.slice(2)) };
};

/** Texts, each up to a NUL. */
const textsOf = (b: Bytes, from: number): readonly string[] => {
  const texts: string[] = [];
  for (let o = from; o < b.length; ) {
    const end = b.indexOf(0, o);
    if (end < 0) break;
    texts.push(fromLatin1(b, o, end));
    o = end + 1;
  }
  return texts;
};

const optionsOf = (texts: readonly string[]): TftpOptions => {
  const options = new Map<string, string>();
  for (let i = 0; i + 1 < texts.length; i += 2) options.set((texts[i] ?? '').toLowerCase(), texts[i + 1] ?? '');
  return options;
};

const words = (code: number, texts: readonly string[]): Bytes =>
  concat([Uint8Array.of(code >> 8, code), utf8(texts.map((t) => `${t}\0`).join(''))]);
const numbers = (...all: readonly number[]): Bytes => Uint8Array.from(all.flatMap((n) => [n >> 8, n]));

export const writeTftp = (m: TftpMessage): Bytes => {
  switch (m.kind) {
    case 'read':
    case 'write':
      return words(Opcode[m.kind], [m.file, m.mode, ...[...m.options].flat()]);
    case 'options':
      return words(Opcode.options, [...m.options].flat());
    case 'data':
      return concat([numbers(Opcode.data, m.block), m.data]);
    case 'ack':
      return numbers(Opcode.ack, m.block);
    case 'error':
      return concat([numbers(Opcode.error, m.code), utf8(`${m.text}\0`)]);
  }
};
