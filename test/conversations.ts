/** The conversations of a capture, for tests of readers: what each side sent, in the order in which it was captured and without copies. */
import { protocols } from '../src/protocols/registry.ts';
import { dissect } from '../src/wire/dissect.ts';
import type { Frame } from '../src/wire/frame.ts';
import type { Side } from '../src/wire/stream.ts';

interface Chunk {
  readonly side: Side;
  readonly bytes: Uint8Array;
  readonly frame: number;
  /** The side says no more after it. */
  readonly closes?: true;
}

export interface Conversation {
  readonly transport: 'tcp' | 'udp';
  readonly ports: readonly [client: number, server: number];
  readonly chunks: Chunk[];
}

/** One segment or datagram as its header says. */
interface Piece {
  readonly transport: 'tcp' | 'udp';
  readonly ends: string;
  readonly ports: readonly [source: number, target: number];
  readonly seq: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
  readonly frame: number;
}

interface Open {
  readonly conversation: Conversation;
  readonly client: string;
  /** The sequence number that comes next, by side. */
  readonly next: [number | undefined, number | undefined];
}

const [FIN, SYN, RST, ACK] = [1, 2, 4, 16] as const;

/** A side is 0 where it opened the conversation, or spoke first. */
export const conversationsOf = (frames: readonly Frame[]): Conversation[] => {
  const open = new Map<string, Open>();
  const all: Conversation[] = [];
  for (const frame of frames) {
    const piece = pieceOf(frame);
    if (piece === undefined) continue;
    const [a, b] = piece.ends.split(' ') as [string, string];
    const key = `${piece.transport} ${[a, b].sort().join(' ')}`;
    let found = piece.flags & SYN && !(piece.flags & ACK) ? undefined : open.get(key);
    if (found === undefined) {
      const answers = (piece.flags & (SYN | ACK)) === (SYN | ACK);
      const ports = answers ? ([piece.ports[1], piece.ports[0]] as const) : piece.ports;
      found = { conversation: { transport: piece.transport, ports, chunks: [] }, client: answers ? b : a, next: [undefined, undefined] };
      open.set(key, found);
      all.push(found.conversation);
    }
    take(found, found.client === a ? 0 : 1, piece);
  }
  return all.filter((c) => c.chunks.some((chunk) => chunk.bytes.length > 0));
};

const pieceOf = (frame: Frame): Piece | undefined => {
  const d = dissect(protocols, frame);
  const l = d.layers.find(({ layer }) => layer.name === 'tcp' || layer.name === 'udp');
  const b = l && d.sources[l.source]?.bytes;
  if (l === undefined || b === undefined) return undefined;
  const view = new DataView(b.buffer, b.byteOffset, b.byteLength);
  const ports = [view.getUint16(l.offset), view.getUint16(l.offset + 2)] as const;
  const hosts = d.layers.flatMap(({ fields }) =>
    fields.filter(({ name }) => /^ip(v6)?\.(src|dst)$/.test(name)).map(({ value }) => String(value)),
  );
  const ends = `${hosts[0]}:${ports[0]} ${hosts[1]}:${ports[1]}`;
  if (l.layer.name === 'udp')
    return { transport: 'udp', ends, ports, seq: 0, flags: 0, bytes: b.slice(l.offset + 8, l.end), frame: frame.number };
  const header = (view.getUint8(l.offset + 12) >> 4) * 4;
  const seq = view.getUint32(l.offset + 4);
  return {
    transport: 'tcp',
    ends,
    ports,
    seq,
    flags: view.getUint8(l.offset + 13),
    bytes: b.slice(l.offset + header, l.end),
    frame: frame.number,
  };
};

const take = ({ conversation: { chunks }, next }: Open, side: Side, p: Piece): void => {
  if (p.transport === 'udp') {
    chunks.push({ side, bytes: p.bytes, frame: p.frame });
    return;
  }
  const seq = (p.seq + (p.flags & SYN ? 1 : 0)) >>> 0;
  const expected = next[side] ?? seq;
  const seen = (expected - seq) | 0;
  if (seen < 0) throw new Error(`frame ${p.frame}: a sample has no gaps`);
  const bytes = p.bytes.subarray(Math.min(seen, p.bytes.length));
  next[side] = (expected + bytes.length + (p.flags & FIN ? 1 : 0)) >>> 0;
  if (bytes.length > 0) chunks.push({ side, bytes, frame: p.frame });
  if (p.flags & (FIN | RST)) chunks.push({ side, bytes: new Uint8Array(0), frame: p.frame, closes: true });
};
