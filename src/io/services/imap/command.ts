/** A command of a client, whole, with its literals: asked for piece by piece, and refused before they come where they are too large. */
import { fromLatin1 } from '../../../core/latin1.ts';
import { Arguments } from '../../../protocols/imap/arguments.ts';
import { literalSize } from '../../../protocols/imap/reader.ts';
import { lineText, wordEnd } from '../../../protocols/shared/mail/lines.ts';
import type { LineTalk } from '../../serve/line-talk.ts';

export interface ImapCommand {
  readonly tag: string;
  /** In capitals; behind UID, that one. */
  readonly verb: string;
  readonly isUid: boolean;
  readonly arguments: Arguments;
}

export type Read =
  | { readonly kind: 'command'; readonly command: ImapCommand }
  /** What to say to it instead. `over`: the rest cannot be passed over. */
  | { readonly kind: 'refused'; readonly reply: string; readonly over?: boolean };

/** Bytes of a literal: `append` of the message of APPEND, `other` of everything else. */
export interface LiteralLimits {
  readonly append: number;
  readonly other: number;
}

const LONGEST_TAG = 64;
/** Pieces of one command. */
const MOST_LITERALS = 1000;

export const readCommand = async (talk: LineTalk, limits: LiteralLimits, longest: number): Promise<Read> => {
  const pieces: Uint8Array[] = [];
  let tag = '*';
  let total = 0;
  for (;;) {
    const line = await talk.line(longest);
    if (line === undefined) return refused(`${tag} BAD A line has at most ${longest} bytes`);
    if (pieces.length === 0) tag = tagOf(line) ?? '*';
    pieces.push(line);
    const size = literalSize(line, 0, line.length);
    if (size < 0) return parse(pieces.length === 1 ? line : Buffer.concat(pieces));
    const most = isAppend(pieces[0] ?? line) ? limits.append : limits.other;
    const waits = !/[+-]\}\r?\n$/.test(fromLatin1(line, Math.max(0, line.length - 8), line.length));
    if (total + size > most || pieces.length > MOST_LITERALS) {
      const reply = `${tag} NO [TOOBIG] A literal has at most ${most} bytes here`;
      return waits ? refused(reply) : { kind: 'refused', reply, over: true };
    }
    if (waits) talk.say('+ Go on');
    pieces.push(await talk.bytes(size));
    total += size;
  }
};

const refused = (reply: string): Read => ({ kind: 'refused', reply });

const isAppend = (line: Uint8Array): boolean => /^\S+ APPEND /i.test(fromLatin1(line, 0, Math.min(line.length, LONGEST_TAG + 8)));

const tagOf = (line: Uint8Array): string | undefined => {
  const tag = fromLatin1(line, 0, Math.min(wordEnd(line, 0, lineText(line, 0, line.length)), LONGEST_TAG + 1));
  return /^[^\0- (){%*"\\+\x7f-\u00ff]+$/.test(tag) && tag.length <= LONGEST_TAG ? tag : undefined;
};

const parse = (b: Uint8Array): Read => {
  const to = lineText(b, 0, b.length);
  const tag = tagOf(b);
  if (tag === undefined) return refused('* BAD A command begins with a tag of your own: a1 CAPABILITY');
  const first = word(b, tag.length + 1, to);
  const isUid = first === 'UID';
  const start = tag.length + 1;
  const from = isUid ? start + first.length + 1 : start;
  const verb = isUid ? word(b, from, to) : first;
  if (verb === '') return refused(`${tag} BAD A command stands behind the tag: ${tag} CAPABILITY`);
  return { kind: 'command', command: { tag, verb, isUid, arguments: new Arguments(b, Math.min(from + verb.length, to), to) } };
};

const word = (b: Uint8Array, from: number, to: number): string =>
  from >= to ? '' : fromLatin1(b, from, Math.min(wordEnd(b, from, to), from + 32)).toUpperCase();
