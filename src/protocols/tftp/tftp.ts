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
import type { Dissecting } from '../../wire/types.ts';
import { latin1 } from '../shared/text.ts';
import { isTftpRequest, Opcode } from './message.ts';
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
    block: u16('Block'),
    'error.code': u16('Error code', { names: ERRORS }),
    'error.message': extra('Error message', 'string'),
    option: extra('Option', 'none', { unnamed: true }),
    'option.name': extra('Option name', 'string'),
    'option.value': extra('Option value', 'string'),
    data: extra('Data', 'bytes'),
  },
  on: { 'udp.port': 69 },
  datagram: { guess: (b, o, end) => (isTftpRequest(b, o, end) ? 0.9 : 0), arranges: isTftpRequest },
  row: written((out, at) => writeRow(out, at)),
  sentences,
  body: (d) => putBody(d),
});

const putBody = (d: Tftp): void => {
  const { opcode } = d.v;
  const o = d.start + 2;
  d.header = d.end;
  if (opcode === Opcode.read || opcode === Opcode.write) putRequest(d, o, opcode === Opcode.read ? 'source_file' : 'destination_file');
  else if (opcode === Opcode.options) putOptions(d, o);
  else if (opcode === Opcode.error) {
    if (d.put('error.code', o, 2)) putText(d, 'error.message', o + 2);
  } else if (opcode === Opcode.data || opcode === Opcode.ack) {
    if (d.put('block', o, 2) && d.end > o + 2) d.put('data', o + 2, d.end - o - 2);
  } else if (d.end > o) d.put('data', o, d.end - o);
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
    d.stop('malformed', o, 'a text without the NUL that ends it');
    return -1;
  }
  d.put(key, o, end - o + 1, latin1(d.b, o, end));
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
const UNKNOWN = utf8('Unknown TFTP opcode');
const MOST = 200;

/** `Read Request, File: pub/a.txt, Transfer type: octet, blksize=1428`, as Wireshark has it. */
const writeRow = (out: TextBuffer, { b, o, end }: Seen): void => {
  const code = wordAt(b, o);
  out.put(OPENINGS.get(code) ?? UNKNOWN);
  if (code === Opcode.read || code === Opcode.write) {
    const [file = '', type = '', ...options] = shownTexts(b, o + 2, end);
    out.text(`, File: ${file}, Transfer type: ${type}`);
    putPairs(out, options);
  } else if (code === Opcode.options) putPairs(out, shownTexts(b, o + 2, end));
  else if (end >= o + 4 && (code === Opcode.data || code === Opcode.ack)) out.text(`, Block: ${wordAt(b, o + 2)}`);
  else if (end >= o + 4 && code === Opcode.error) {
    const number = wordAt(b, o + 2);
    out.text(`, Code: ${ERRORS[number as keyof typeof ERRORS] ?? `Unknown (${number})`}, Message: ${shownTexts(b, o + 4, end)[0] ?? ''}`);
  }
};

const putPairs = (out: TextBuffer, texts: readonly string[]): void => {
  for (let i = 0; i + 1 < texts.length && i < 8; i += 2) out.text(`, ${texts[i]}=${texts[i + 1]}`);
};

/** At most ten, each cut and safe to show. */
const shownTexts = (b: Bytes, from: number, end: number): readonly string[] => {
  const texts: string[] = [];
  for (let o = from; o < end && texts.length < 10; ) {
    const nul = b.subarray(0, end).indexOf(0, o);
    const to = nul < 0 ? end : nul;
    texts.push(visibleBytes(b.subarray(o, Math.min(to, o + (texts.length === 0 ? MOST : 24)))).slice(0, texts.length === 0 ? 400 : 40));
    o = to + 1;
  }
  return texts;
};
