/** Records of TLS for tests: the streams of a capture, a reader driven over them in pieces, the records as rows and trees. */

import { readFileSync } from 'node:fs';
import { keyLog } from '../src/analysis/key-log.ts';
import { concat, u8, u16 } from '../src/core/bytes.ts';
import { TextBuffer } from '../src/core/text-buffer.ts';
import { NO_TOOLS, type Tools } from '../src/core/tools.ts';
import { nodeTools } from '../src/io/host/tools.ts';
import { protocols } from '../src/protocols/registry.ts';
import type { TlsMessage } from '../src/protocols/tls/message.ts';
import { tlsReader } from '../src/protocols/tls/reader.ts';
import { tls } from '../src/protocols/tls/tls.ts';
import { dissectAs } from '../src/wire/dissect.ts';
import type { Dissection } from '../src/wire/dissection.ts';
import { seen } from '../src/wire/row.ts';
import { exportText } from '../src/wire/show.ts';
import type { Carried, Secrets, Side } from '../src/wire/stream.ts';
import type { Field } from '../src/wire/types.ts';
import { sample } from './conformance/protocol/samples.ts';

/** A piece of a stream, as it came. */
export interface Piece {
  readonly from: Side;
  readonly bytes: Uint8Array;
  /** Number of the frame. */
  readonly frame: number;
}

/** One conversation of a capture. */
export interface Talk {
  readonly ports: readonly [number, number];
  readonly pieces: Piece[];
}

/** A record that the reader took, or what it found wrong. */
export interface Taken {
  readonly from: Side;
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly message: TlsMessage | undefined;
  readonly carries: Carried | undefined;
  readonly fault: string | undefined;
}

export interface Host {
  readonly tools?: Tools;
  readonly secrets?: Secrets;
}

/** The conversations of a protocol's sample over raw IPv4 and TCP that has every segment once and in order; the client speaks first. */
export const talksOf = (folder: string): readonly Talk[] => {
  const open = new Map<string, Talk>();
  for (const { bytes: b, number } of sample(folder)) {
    const at = (u8(b, 0) & 15) * 4;
    const [source, target] = [u16(b, at), u16(b, at + 2)];
    const data = b.subarray(at + (u8(b, at + 12) >> 4) * 4, u16(b, 2));
    const key = source < target ? `${source} ${target}` : `${target} ${source}`;
    const talk = open.get(key) ?? { ports: [source, target], pieces: [] };
    open.set(key, talk);
    talk.pieces.push({ from: talk.ports[0] === source ? 0 : 1, bytes: data, frame: number });
  }
  return [...open.values()];
};

/** The key log that lies in a pcapng file, in a block of secrets. */
export const secretsOf = (file: string): Secrets => {
  const b = readFileSync(file);
  const log = keyLog();
  for (let o = 0; o + 20 <= b.length; o += b.readUInt32LE(o + 4)) {
    if (b.readUInt32LE(o) !== SECRETS_BLOCK) continue;
    for (const line of b.toString('latin1', o + 16, o + 16 + b.readUInt32LE(o + 12)).split('\n')) log.add(line);
  }
  return log;
};
const SECRETS_BLOCK = 10;

/** Everything that the reader takes of the pieces. */
export const readAll = (pieces: readonly Piece[], ports: readonly [number, number] = [50000, 443], host: Host = {}): readonly Taken[] => {
  const state = tlsReader.open({ ports, tools: host.tools ?? NO_TOOLS, secrets: host.secrets ?? keyLog() });
  const left: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  const deaf = [false, false];
  const taken: Taken[] = [];
  for (const { from, bytes, frame } of pieces) {
    const b = left[from].length === 0 ? bytes : concat([left[from], bytes]);
    let o = 0;
    while (o < b.length && !deaf[from]) {
      const read = tlsReader.read(state, from, b, o, b.length, false);
      if (read.kind === 'more') break;
      if (read.kind === 'become') throw new Error('TLS becomes nothing else');
      if (o + read.length > b.length) throw new Error(`took ${read.length} of ${b.length - o} bytes`);
      if (read.kind === 'message' && read.length < 1) throw new Error('a message of no bytes');
      taken.push({
        from,
        frame,
        bytes: b.slice(o, o + read.length),
        message: read.kind === 'message' ? read.message : undefined,
        carries: read.kind === 'message' ? read.carries : undefined,
        fault: read.kind === 'fault' ? read.text : undefined,
      });
      if (read.length === 0) deaf[from] = true;
      o += read.length;
    }
    left[from] = b.slice(o);
  }
  return taken;
};

export const dissectRecord = ({ bytes, message, frame }: Taken, tools: Tools = nodeTools): Dissection =>
  dissectAs(
    protocols,
    'tls',
    { number: frame, mark: 'R', seconds: 0, nanos: 0, linkType: 1, bytes, original: bytes.length, comments: [] },
    message,
    { tools },
  );

const out = new TextBuffer(1000);
const decoder = new TextDecoder();

/** Protocol and info, as lists write them. */
export const rowOf = ({ bytes, message }: Taken): readonly [protocol: string, info: string] => {
  out.length = 0;
  const at = { ...seen(bytes), end: bytes.length, wire: bytes.length, message };
  tls.row?.words['all']?.(out, at);
  return [tls.rowLabel?.(at) ?? '', decoder.decode(out.bytes.subarray(0, out.length))];
};

/** All fields with their values as exports spell them, in the order of the tree. */
export const fieldsOf = (d: Dissection): readonly (readonly [name: string, value: string])[] => {
  const found: (readonly [string, string])[] = [];
  const walk = (f: Field): void => {
    found.push([f.name, exportText(f.spec, f.value)]);
    f.children.forEach(walk);
  };
  for (const l of d.layers) l.fields.forEach(walk);
  return found;
};
