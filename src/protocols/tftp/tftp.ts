/**
 * Trivial File Transfer Protocol, RFC 1350, with options (RFC 2347 to 2349, 7440). A server replies from a port
 * of its own: what goes to the client's port from the request on is its transfer.
 */
import { type Bytes, utf8, u16 as wordAt } from '../../core/bytes.ts';
import { visibleBytes } from '../../core/text.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { isTftpRequest, Opcode, readTftp } from './message.ts';
import { sentences } from './sentences.ts';

const OPCODES = {
  1: 'Read Request',
  2: 'Write Request',
  3: 'Data Packet',
  4: 'Acknowledgement',
  5: 'Error Code',
  6: 'Option Acknowledgement',
};
const ERRORS = {
  0: 'Not defined',
  1: 'File not found',
  2: 'Access violation',
  3: 'Disk full or allocation exceeded',
  4: 'Illegal TFTP Operation',
  5: 'Unknown transfer ID',
  6: 'File already exists',
  7: 'No such user',
  8: 'Option negotiation failed',
};

const fields = { opcode: u16('Opcode', { names: OPCODES }) };
type Tftp = Dissecting<typeof fields>;

export const tftp = layer('tftp', {
  title: 'Trivial File Transfer Protocol',
  spec: 'RFC 1350',
  fields,
  extras: {
    source_file: extra('Source File', 'string'),
    destination_file: extra('Destination File', 'string'),
    type: extra('Type', 'string'),
    request_frame: extra('Request frame'),
    block: u16('Block'),
    data: extra('Data', 'bytes'),
    'block.full': extra('Full Block Number'),
    nextwindowsize: extra('Next Window Size'),
    'error.code': u16('Error code', { names: ERRORS }),
    'error.message': extra('Error message', 'string'),
    option: extra('Option', 'none', { unnamed: true }),
    'option.name': extra('Option name', 'string'),
    'option.value': extra('Option value', 'string'),
  },
  on: { 'udp.port': 69 },
  datagram: { guess: (b, o, end) => (isTftpRequest(b, o, end) ? 0.9 : 0), arranges: isTftpRequest, goesOn: (...now) => transferAt(...now) },
  row: written((out, at) => writeRow(out, at)),
  sentences,
  body: (d) => putBody(d),
});

/** What is known in the middle of a transfer: its request, how large blocks are, and the newest block. */
interface Transfer extends Message {
  readonly request: number;
  readonly file: string;
  readonly size: number;
  readonly block: number;
}
const USUAL_SIZE = 512;
const transferOf = (message: Message | undefined): Transfer | undefined =>
  message !== undefined && 'request' in message ? (message as Transfer) : undefined;

const transferAt = (before: Message | undefined, b: Bytes, o: number, end: number, frame: number): Message => {
  const told = readTftp(b.subarray(o, end));
  if (told?.kind === 'read' || told?.kind === 'write') return known({ request: frame, file: told.file, size: USUAL_SIZE, block: 0 });
  const transfer = transferOf(before);
  if (transfer === undefined || told === undefined) return before ?? {};
  if (told.kind === 'options') return known({ ...transfer, size: Number(told.options.get('blksize') ?? USUAL_SIZE) || USUAL_SIZE });
  return told.kind === 'data' || told.kind === 'ack' ? known({ ...transfer, block: nearest(told.block, transfer.block) }) : transfer;
};
const known = (transfer: Transfer): Transfer => transfer;

/** Blocks have 16 bits: of those with the same, the one that is nearest to the newest. */
const nearest = (block: number, newest: number): number => {
  const all = [-0x10000, 0, 0x10000].map((more) => newest - (newest & 0xffff) + more + block).filter((n) => n >= 0);
  return all.reduce((best, n) => (Math.abs(n - newest) < Math.abs(best - newest) ? n : best));
};

const fullBlock = ({ b, o, message }: Pick<Seen, 'b' | 'o' | 'message'>): number => transferOf(message)?.block ?? wordAt(b, o + 2);

const putBody = (d: Tftp): void => {
  const { opcode } = d.v;
  const o = d.start + 2;
  d.header = d.end;
  putTransfer(d);
  if (opcode === Opcode.read || opcode === Opcode.write) putRequest(d, o, opcode === Opcode.read ? 'source_file' : 'destination_file');
  else if (opcode === Opcode.options) putOptions(d, o);
  else if (opcode === Opcode.error) {
    if (d.put('error.code', o, 2)) putText(d, 'error.message', o + 2);
  } else if (opcode === Opcode.data || opcode === Opcode.ack) {
    if (!d.put('block', o, 2)) return;
    d.add('block.full', fullBlock({ b: d.b, o: d.start, message: d.message }));
    if (opcode === Opcode.data) d.header = o + 2;
    else if (d.end === o + 3) d.put('nextwindowsize', o + 2, 1);
  } else if (d.end > o) d.put('data', o, d.end - o);
};

/** Which request the transfer began with. */
const putTransfer = (d: Tftp): void => {
  const transfer = transferOf(d.message);
  if (transfer === undefined || d.v.opcode === Opcode.read || d.v.opcode === Opcode.write) return;
  d.add('destination_file', transfer.file);
  d.add('request_frame', transfer.request);
};

const putRequest = (d: Tftp, o: number, key: string): void => {
  const type = putText(d, key, o);
  const options = type < 0 ? -1 : putText(d, 'type', type);
  if (options >= 0) putOptions(d, options);
};

/** Up to a NUL; the offset behind it, -1 where there is none. */
const putText = (d: Tftp, key: string, o: number): number => {
  const end = d.b.subarray(0, d.end).indexOf(0, o);
  if (end < 0) {
    const isCut = d.end < d.wire;
    d.stop(isCut ? 'short' : 'malformed', o, isCut ? 'the capture cut this frame here' : 'a text without the NUL that ends it');
    return -1;
  }
  d.put(key, o, end - o + 1);
  return end + 1;
};

const putOptions = (d: Tftp, from: number): void => {
  for (let o = from; o < d.end && !d.stopped; ) {
    const name = d.b.subarray(0, d.end).indexOf(0, o);
    const value = name < 0 ? -1 : d.b.subarray(0, d.end).indexOf(0, name + 1);
    const mark = d.put('option', o, (value < 0 ? d.end : value + 1) - o, true);
    let next = -1;
    d.under(mark, () => {
      const at = putText(d, 'option.name', o);
      if (at >= 0) next = putText(d, 'option.value', at);
    });
    if (next < 0) return;
    if (mark) mark.text = `Option: ${visibleBytes(d.b.subarray(o, name))} = ${visibleBytes(d.b.subarray(name + 1, value))}`;
    o = next;
  }
};

const OPENINGS = new Map(Object.entries(OPCODES).map(([code, text]) => [Number(code), utf8(text)]));
const LAST = utf8(' (last)');
const MOST = 512;

/** `Read Request, File: pub/a.txt, Transfer type: octet, blksize=1428`, as Wireshark has it. */
const writeRow = (out: TextBuffer, at: Seen): void => {
  const { b, o, end, wire } = at;
  const code = wordAt(b, o);
  const opening = OPENINGS.get(code);
  if (opening === undefined) {
    out.text(`Unknown (0x${code.toString(16).padStart(4, '0')})`);
    return;
  }
  out.put(opening);
  if (code === Opcode.read || code === Opcode.write) {
    const [file, type, ...options] = shownTexts(b, o + 2, end);
    if (file !== undefined) out.text(`, File: ${file}`);
    if (type !== undefined) out.text(`, Transfer type: ${type}`);
    putPairs(out, options);
    if (type === undefined || b[end - 1] !== 0 || options.length % 2 === 1) putIncomplete(out, end, wire);
  } else if (code === Opcode.options) {
    const options = shownTexts(b, o + 2, end);
    putPairs(out, options);
    if (end > o + 2 && (b[end - 1] !== 0 || options.length % 2 === 1)) putIncomplete(out, end, wire);
  } else if (end < o + 4) putIncomplete(out, end, wire);
  else if (code === Opcode.error) writeError(out, at);
  else {
    out.text(`, Block: ${fullBlock(at)}`);
    if (code === Opcode.data && wire - o - 4 < (transferOf(at.message)?.size ?? USUAL_SIZE)) out.put(LAST);
  }
};

const writeError = (out: TextBuffer, { b, o, end, wire }: Seen): void => {
  const number = wordAt(b, o + 2);
  out.text(`, Code: ${ERRORS[number as keyof typeof ERRORS] ?? `Unknown (${number})`}`);
  const [text] = shownTexts(b, o + 4, end);
  if (text === undefined) putIncomplete(out, end, wire);
  else out.text(`, Message: ${text}`);
};

const putPairs = (out: TextBuffer, texts: readonly string[]): void => {
  for (let i = 0; i + 1 < texts.length && i < 8; i += 2) out.text(`, ${texts[i]}=${texts[i + 1]}`);
};

/** At most ten that end with a NUL, each cut and safe to show. */
const shownTexts = (b: Bytes, from: number, end: number): readonly string[] => {
  const texts: string[] = [];
  for (let o = from; o < end && texts.length < 10; ) {
    const to = b.subarray(0, end).indexOf(0, o);
    if (to < 0) break;
    texts.push(visibleBytes(b.subarray(o, Math.min(to, o + (texts.length === 0 ? MOST : 24)))).slice(0, texts.length === 0 ? MOST : 40));
    o = to + 1;
  }
  return texts;
};
