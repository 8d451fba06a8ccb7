/** File Transfer Protocol, a data connection (RFC 959 §3): its bytes, and what its control connection said of it. */
import type { Bytes } from '../../core/bytes.ts';
import { u8, utf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import { type Arrangement, type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putVisible } from '../shared/row-text.ts';
import type { DataConnection } from './reader.ts';
import { dataSentences } from './sentences.ts';

const PORT = 20;

export interface FtpDataMessage extends Message {
  /** The frame that arranged the connection, how, what goes over it, and the frame that said so; 0 and '' where that was not seen. */
  readonly setup: number;
  readonly method: string;
  readonly command: string;
  readonly commanded: number;
  readonly directory: string;
}

export const ftpDataReader: Reader<Arrangement | undefined, FtpDataMessage> = {
  unframed: () => true,
  open: ({ arrangement }) => arrangement,
  read(arrangement, _from, b, o, end) {
    // A connection that is protected (RFC 4217 §9) begins with a TLS handshake.
    if (isHandshake(b, o, end)) return { kind: 'become', protocol: 'tls', length: 0, inside: 'ftp-data' };
    if (o === end) return MORE;
    const about = arrangement?.about as DataConnection | undefined;
    const message = {
      setup: arrangement?.frame ?? 0,
      method: about?.method ?? '',
      command: about?.command ?? '',
      commanded: about?.frame ?? 0,
      directory: about?.directory ?? '',
    };
    return { kind: 'message', length: end - o, message };
  },
  resume: () => true,
};

const isHandshake = (b: Bytes, o: number, end: number): boolean => end - o > 5 && b[o] === 22 && b[o + 1] === 3 && u8(b, o + 2) < 5;

export const ftpData = layer('ftp-data', {
  title: 'FTP Data',
  spec: 'RFC 959',
  label: 'FTP-DATA',
  fields: {},
  extras: {
    'setup-frame': extra('Setup frame'),
    'setup-method': extra('Setup method', 'string'),
    command: extra('Command', 'string'),
    'command-frame': extra('Command frame'),
    'current-working-directory': extra('Current working directory', 'string'),
  },
  on: { 'tcp.port': PORT },
  stream: ftpDataReader,
  heading: (d) => `FTP Data (${d.end - d.start} bytes data)`,
  row: written((out, { o, wire, message }) => {
    out.text(`FTP Data: ${wire - o} bytes`);
    const { method, command } = (message as FtpDataMessage | undefined) ?? NOTHING;
    for (const part of [method, command]) {
      if (part === '') continue;
      const bytes = utf8(part);
      out.text(' (');
      putVisible(out, bytes, 0, bytes.length);
      out.text(')');
    }
  }),
  sentences: dataSentences,
  body: (d) => {
    putSetup(d);
    if (!isText(d.b, d.start, d.end) || !d.follow(d.node('data-text-lines'), d.start, d.end, d.end)) d.header = d.start;
  },
});

const NOTHING = { method: '', command: '' };

const putSetup = (d: Dissecting): void => {
  const m = d.message as FtpDataMessage | undefined;
  if (m === undefined || m.setup === 0) return;
  d.add('setup-frame', m.setup);
  d.add('setup-method', m.method);
  if (m.command !== '') d.add('command', m.command);
  if (m.commanded > 0) d.add('command-frame', m.commanded);
  d.add('current-working-directory', m.directory);
};

/** Printable ASCII and the ends of lines. */
const isText = (b: Bytes, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    const c = u8(b, i);
    if (c > 126 || (c < 32 && (c < 9 || c > 13))) return false;
  }
  return to > from;
};
