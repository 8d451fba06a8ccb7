/** Internet Message Access Protocol, version 4rev1 (RFC 3501), with literals that wait for nothing (RFC 7888) and IDLE (RFC 2177). */
import { type Bytes, fromUtf8, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { eachLine, lineText, wordEnd } from '../shared/mail/lines.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { lineFeed, sameText, startsWith } from '../shared/text.ts';
import { type Mail, mailsIn } from './mails.ts';
import { imapReader } from './reader.ts';
import { sentences } from './sentences.ts';
import { type ImapMessage, Kind } from './talk.ts';
import { type Word, wordFrom } from './words.ts';

export const imap = layer('imap', {
  title: 'Internet Message Access Protocol',
  spec: 'RFC 3501',
  fields: {},
  extras: {
    isrequest: extra('Request', 'bool', { hidden: true }),
    line: extra('Line', 'string'),
    request: extra('Request', 'string'),
    request_tag: extra('Request Tag', 'string'),
    'request.command': extra('Request Command', 'string'),
    'request.command.uid': extra('Request isUID', 'bool', { hidden: true }),
    'request.folder': extra('Request Folder', 'string'),
    'request.username': extra('Request Username', 'string'),
    'request.password': extra('Request Password', 'string', { secret: true }),
    'request.credentials': extra('Request Credentials', 'string', { secret: true }),
    credentials: extra('Line', 'string', { as: 'imap.line', secret: true }),
    response: extra('Response', 'string'),
    response_tag: extra('Response Tag', 'string'),
    'response.status': extra('Response Status', 'string'),
    'response.command': extra('Response Command', 'string'),
    tag: extra('Tag', 'string', { hidden: true }),
    command: extra('Command', 'string', { hidden: true }),
    response_to: extra('Request In'),
    time: extra('Response Time', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': 143 },
  stream: imapReader,
  row: written((out, at) => writeRow(out, at)),
  // What a segment completes is one there.
  stack: (_, below) => (below === 'imap' ? [] : ['imap']),
  sentences,
  body: (d) => {
    putMessage(d, (d.message as ImapMessage | undefined) ?? alone(d.b, d.start, d.end));
    d.header = d.end;
  },
});

/** Bytes that no reader was asked about. */
const alone = (b: Bytes, o: number, end: number): ImapMessage => {
  const tagTo = wordEnd(b, o, end);
  const status = ['ok ', 'no ', 'bad'].some((word) => sameText(b, tagTo + 1, Math.min(tagTo + 4, end), word));
  const isResponse = startsWith(b, o, end, '* ') || startsWith(b, o, end, '+') || status;
  return isResponse ? { kind: Kind.response, from: 1 } : { kind: Kind.command, from: 0 };
};

// ---- rows ------------------------------------------------------------------------------------------------------------

const REQUEST = utf8('Request: ');
const RESPONSE = utf8('Response: ');

const writeRow = (out: TextBuffer, at: Seen): void => {
  const { b, o, end, message } = at;
  const m = (message as ImapMessage | undefined) ?? alone(b, o, end);
  out.put(m.from === 0 ? REQUEST : RESPONSE);
  if (m.kind === Kind.literal) {
    out.text(`literal, ${at.wire - o} bytes`);
    return;
  }
  const feed = lineFeed(b, o, end);
  const to = lineText(b, o, feed < 0 ? end : feed + 1);
  const shown = m.kind === Kind.credentials ? o : m.kind === Kind.command ? openTo(b, o, to) : to;
  putVisible(out, b, o, shown);
  if (shown < to) putSecret(out, at, shown, to);
};

/** Where what is secret in a command begins: the password, the first response. A password in a literal is on no line of a row. */
const openTo = (b: Bytes, from: number, to: number): number => {
  const command = wordFrom(b, wordEnd(b, from, to), to);
  if (command === undefined) return to;
  const isLogin = sameText(b, command.from, command.to, 'login');
  if (!isLogin && !sameText(b, command.from, command.to, 'authenticate')) return to;
  const name = wordFrom(b, command.end, to);
  return name === undefined ? to : Math.min(name.end + 1, to);
};

// ---- the tree --------------------------------------------------------------------------------------------------------

const putMessage = (d: Dissecting, m: ImapMessage): void => {
  d.add('isrequest', m.from === 0);
  if (m.kind === Kind.credentials) putLine(d, d.start, d.end, 'credentials');
  else if (m.kind === Kind.literal || m.kind === Kind.rest) putLines(d, d.start);
  else {
    const feed = lineFeed(d.b, d.start, d.end);
    const next = feed < 0 ? d.end : feed + 1;
    d.under(putLine(d, d.start, next), () => (m.from === 0 ? putRequest(d, next) : putResponse(d, lineText(d.b, d.start, next))));
    putContent(d, m.from === 1 ? mailsIn(d.b, d.start, d.end) : [], next);
  }
};

/** Lines, and mails between them. */
const putContent = (d: Dissecting, mails: readonly Mail[], from: number): void => {
  let at = from;
  for (const mail of mails) {
    putLines(d, at, mail.from);
    if (d.wantsAbove()) d.follow(d.node('imf'), mail.from, mail.to, mail.to);
    at = mail.to;
  }
  putLines(d, at);
};

const putLine = (d: Dissecting, from: number, to: number, key = 'line'): ReturnType<Dissecting['put']> => {
  const field = d.put(key, from, to - from);
  if (field) field.text = fromUtf8(d.b.subarray(from, lineText(d.b, from, to)));
  return field;
};
const putLines = (d: Dissecting, from: number, to = d.end): void => eachLine(d.b, from, to, (at, next) => putLine(d, at, next));

/** A word without what the end of a line or a list adds. */
const put = (d: Dissecting, key: string, at: { readonly from: number; readonly to: number }): void => {
  if (at.to > at.from) d.put(key, at.from, at.to - at.from);
};

const putRequest = (d: Dissecting, next: number): void => {
  const to = lineText(d.b, d.start, next);
  put(d, 'request', { from: d.start, to });
  const tag = { from: d.start, to: wordEnd(d.b, d.start, to) };
  put(d, 'request_tag', tag);
  put(d, 'tag', tag);
  const first = wordFrom(d.b, tag.to, to);
  if (first === undefined) return;
  const isUid = sameText(d.b, first.from, first.to, 'uid');
  const command = (isUid ? wordFrom(d.b, first.end, to) : first) ?? first;
  if (isUid) d.add('request.command.uid', true);
  put(d, 'request.command', command);
  put(d, 'command', first);
  putArguments(d, command, lineText(d.b, d.start, d.end));
};

const putArguments = (d: Dissecting, command: Word, to: number): void => {
  const is = (words: readonly string[]): boolean => words.some((word) => sameText(d.b, command.from, command.to, word));
  const first = wordFrom(d.b, command.end, to);
  if (first === undefined) return;
  if (is(['login'])) {
    put(d, 'request.username', first);
    const password = wordFrom(d.b, first.end, to);
    if (password) put(d, 'request.password', password);
  } else if (is(['authenticate'])) {
    const response = wordFrom(d.b, first.end, to);
    if (response) put(d, 'request.credentials', response);
  } else if (is(FOLDER)) put(d, 'request.folder', first);
  else if (is(FOLDER_SECOND)) {
    const second = wordFrom(d.b, first.end, to);
    if (second) put(d, 'request.folder', second);
  }
};
const FOLDER = ['select', 'examine', 'create', 'delete', 'rename', 'subscribe', 'unsubscribe', 'status', 'append'];
const FOLDER_SECOND = ['copy', 'move'];

const putResponse = (d: Dissecting, to: number): void => {
  if (d.b[d.start] === STAR) return;
  const tag = { from: d.start, to: wordEnd(d.b, d.start, to) };
  put(d, 'response', { from: d.start, to });
  put(d, 'response_tag', tag);
  put(d, 'tag', tag);
  const status = wordFrom(d.b, tag.to, to);
  const command = status && wordFrom(d.b, status.end, to);
  if (status) put(d, 'response.status', status);
  if (command) {
    put(d, 'response.command', command);
    put(d, 'command', command);
  }
  if (d.answered === undefined) return;
  d.add('response_to', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('time', d.answered.nanos);
};
const STAR = 42;
