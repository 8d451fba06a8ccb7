/** Quick: what filters and lists ask most of a message, from its first line alone. The values are those of the tree (head-tree.ts). */
import { ofMessage, type Seen } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import { find, LF, lineTextEnd } from '../shared/text.ts';
import { type HttpMessage, Kind, Mark } from './message.ts';
import { readStartLine, Start, type StartLine, startLine } from './start-line.ts';

const messageOf = (at: Seen): HttpMessage | undefined => at.message as HttpMessage | undefined;
const line = startLine();

const lineOf = (at: Seen): StartLine => {
  const from = at.o + (messageOf(at)?.lead ?? 0);
  const feed = find(at.b, LF, from, at.end);
  readStartLine(line, at.b, from, lineTextEnd(at.b, from, feed < 0 ? at.end : feed));
  return line;
};

/** Whole heads with an ordinary first line. */
export const isSure = (at: Seen): boolean => {
  const m = messageOf(at);
  if (m === undefined || m.marks & (Mark.cutHead | Mark.simple | Mark.odd)) return false;
  if (m.kind === Kind.part) return true;
  const { kind } = lineOf(at);
  return m.head > 0 && kind === (m.kind === Kind.request ? Start.request : Start.reply);
};

/** A reply has nothing of a request, and the other way round; most heads have no secret. */
export const mayHave = (key: string, message: Message | undefined): boolean => {
  const m = message as HttpMessage | undefined;
  const kind = m?.kind;
  if (SECRETS.has(key)) return m === undefined || (m.marks & (Mark.secret | Mark.cutHead)) !== 0;
  if (key === 'request' || key.startsWith('request.')) return kind !== Kind.reply && kind !== Kind.part;
  return (key !== 'response' && !key.startsWith('response.')) || (kind !== Kind.request && kind !== Kind.part);
};

/** Fields of headers whose values are secret. */
const SECRETS: ReadonlySet<string> = new Set(['authorization', 'authbasic', 'proxy_authorization', 'cookie', 'cookie_pair', 'set_cookie']);

/** All of it stands in the head. */
export const needs = (message: Message): number => (message as HttpMessage).head;

/** Of a type that was not read nobody knows. */
export const carriesSecret = (message: Message): boolean => ((message as HttpMessage).marks & (Mark.form | Mark.cutHead)) !== 0;

/** What it is, and what it asks for, stands in a whole head. */
export const tells = (message: Message): boolean => ((message as HttpMessage).marks & (Mark.cutHead | Mark.simple | Mark.odd)) === 0;

/** Marks that say what a message is. */
export const isRequest = ofMessage<HttpMessage>(({ method }) => (method !== '' && method !== 'NOTIFY' ? true : undefined));
export const isReply = ofMessage<HttpMessage>(({ kind }) => (kind === Kind.reply ? true : undefined));
export const methodOf = ofMessage<HttpMessage>(({ method }) => method || undefined);
export const statusOf = ofMessage<HttpMessage>(({ status }) => (status < 0 ? undefined : status));

export const targetOf = ofMessage<HttpMessage>(({ target }) => target || undefined);
export const hostOf = ofMessage<HttpMessage>(({ host }) => host || undefined);
