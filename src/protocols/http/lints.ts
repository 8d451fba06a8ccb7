/** What is wrong with a head as a whole: what two readers may read differently, and so what requests are smuggled with (RFC 9112 §11.2). */
import type { Dissecting } from '../../wire/types.ts';
import { CR, isDigit, lineFeed, startsWith } from '../shared/text.ts';
import { BAD_LENGTH, contentLength, NO_LENGTH } from './content-length.ts';
import type { FieldLine } from './field-line.ts';
import { lastCoding, Transfer } from './head-scan.ts';
import type { Headers } from './head-tree.ts';
import { type HttpMessage, Mark } from './message.ts';
import { Start } from './start-line.ts';

export const putLints = (d: Dissecting, h: Headers, m: HttpMessage, from: number, to: number): void => {
  if (m.lead > 0) d.fault('leading_crlf', d.start, m.lead, 'empty lines before the first line (RFC 9112 §2.2)', 'note');
  lengths(d, h);
  codings(d, h, from);
  hosts(d, h, from);
  lineEnds(d, from, to);
  if (m.marks & Mark.cutHead) putShort(d, to, 'the connection ends inside the head');
};

/** The capture, or who sent it, left off inside a part of the message. */
export const putShort = (d: Dissecting, at: number, text: string): void => {
  if (d.wire > d.end) d.fault('short', d.end, 0, 'the capture cut this frame here', 'note');
  else d.fault('short', at, 0, text, 'error');
};

const at = (d: Dissecting, f: FieldLine, kind: string, text: string, severity: 'note' | 'warn' | 'error' = 'warn'): void =>
  d.fault(kind, f.from, f.to - f.from, text, severity);

const lengths = (d: Dissecting, { lengths: all }: Headers): void => {
  let known = NO_LENGTH;
  for (const f of all) {
    const length = contentLength(NO_LENGTH, d.b, f.valueFrom, f.valueTo);
    if (length === BAD_LENGTH) at(d, f, 'bad_length', 'a content length is digits and no more (RFC 9110 §8.6)', 'error');
    else if (known !== NO_LENGTH && known !== length)
      at(d, f, 'two_lengths', `two content lengths, ${known} and ${length}: the last is taken here, and not everywhere`, 'error');
    else if (known !== NO_LENGTH) at(d, f, 'two_lengths', 'the content length is told again', 'note');
    known = length;
  }
};

const codings = (d: Dissecting, h: Headers, from: number): void => {
  const last = h.codings.at(-1);
  if (last === undefined) return;
  const coding = h.codings.reduce<number>((before, f) => lastCoding(before, d.b, f.valueFrom, f.valueTo), Transfer.none);
  if (h.lengths.length > 0) at(d, last, 'te_and_length', 'a content length beside it: the transfer coding decides (RFC 9112 §6.3)');
  if (coding === Transfer.other)
    at(
      d,
      last,
      'te_unknown',
      h.request
        ? 'not chunked at last: where the body ends cannot be known'
        : 'not chunked at last: the body goes to the end of the connection',
    );
  if (startsWith(d.b, h.request ? h.start.thirdFrom : from, d.end, 'HTTP/1.0'))
    at(d, last, 'te_version', 'HTTP/1.0 has no transfer coding');
};

/** RFC 9112 §3.2. */
const hosts = (d: Dissecting, h: Headers, from: number): void => {
  if (!h.request || h.start.kind !== Start.request || h.hosts === 1) return;
  const version = h.start.thirdFrom + 7;
  if (h.hosts > 1) d.fault('host', from, h.first - from, `${h.hosts} Host headers: readers disagree which counts`, 'error');
  else if (isDigit(d.b[version]) && d.b[version] !== 48)
    d.fault('host', from, h.first - from, 'a request of HTTP/1.1 names its host', 'note');
};

/** The first line that ends with a line feed alone. */
const lineEnds = (d: Dissecting, from: number, to: number): void => {
  let i = from;
  for (let feed = lineFeed(d.b, i, to); feed >= 0; feed = lineFeed(d.b, i, to)) {
    if (feed === i || d.b[feed - 1] !== CR) {
      d.fault('bare_lf', i, feed + 1 - i, 'a line that ends with LF alone (RFC 9112 §2.2)', 'note');
      return;
    }
    i = feed + 1;
  }
};
