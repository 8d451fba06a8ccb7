/** Walk: one frame from its link layer up, by scanners alone. Never throws, makes no objects; what it learns is in arrays that are used again. */
import type { Bytes } from '../core/bytes.ts';
import { At, type Cursor, cursor, Scanned } from './compile.ts';
import type { Node, Registry } from './types.ts';

/** Layers deeper than this stay bytes. */
export const MAX_LAYERS = 64;

/** What the walk of one frame found: its layers from the lowest up. */
export class Walked {
  readonly cursor: Cursor = cursor();
  /** Layers that were scanned. */
  depth = 0;
  /** Scanned.good, last or deep, or why the walk ended in a layer above the highest. */
  ended = 0;
  /** The layer that could not be scanned. */
  broken: Node | undefined = undefined;
  readonly nodes: Node[] = [];
  /** Of each layer: where its header starts and ends, where what was captured of it ends, and where it ended on the wire. */
  readonly start = new Uint32Array(MAX_LAYERS);
  readonly header = new Uint32Array(MAX_LAYERS);
  readonly end = new Uint32Array(MAX_LAYERS);
  readonly wire = new Uint32Array(MAX_LAYERS);
  /** Of each transport: its ports, and the newest addresses below it: kind (4, 6 or 48 bits of a MAC, 0 none) and offsets. */
  readonly kind = new Uint8Array(MAX_LAYERS);
  readonly src = new Uint32Array(MAX_LAYERS);
  readonly dst = new Uint32Array(MAX_LAYERS);
  readonly sport = new Uint16Array(MAX_LAYERS);
  readonly dport = new Uint16Array(MAX_LAYERS);

  /** The highest layer. */
  get top(): Node | undefined {
    return this.depth === 0 ? undefined : this.nodes[this.depth - 1];
  }
}

/** Walks the frame in b[o, end) whose bytes on the wire ended at `wire`, starting with layer `first`. */
export const walk = (r: Registry, first: Node | undefined, b: Bytes, o: number, end: number, wire: number, out: Walked): void => {
  const c = out.cursor;
  out.depth = 0;
  out.broken = undefined;
  out.ended = Scanned.good;
  c[At.kind] = 0;
  c[At.next] = o;
  c[At.end] = end;
  c[At.wire] = wire;
  let node = first;
  while (node !== undefined && out.depth < MAX_LAYERS) {
    const at = c[At.next]!;
    const said = node.scan(b, at, c[At.end]!, c[At.wire]!, c);
    out.ended = said;
    if (said === Scanned.short || said === Scanned.length) {
      out.broken = node;
      return;
    }
    const k = out.depth++;
    out.nodes[k] = node;
    out.start[k] = at;
    out.header[k] = c[At.next]!;
    out.end[k] = c[At.end]!;
    out.wire[k] = c[At.wire]!;
    if (node.layer.transport !== undefined) ends(out, k, c);
    if (said !== Scanned.good) return;
    node = follow(r, node, c);
  }
};

const ends = (out: Walked, k: number, c: Cursor): void => {
  out.kind[k] = c[At.kind]!;
  out.src[k] = c[At.src]!;
  out.dst[k] = c[At.dst]!;
  out.sport[k] = c[At.sport]!;
  out.dport[k] = c[At.dport]!;
};

const follow = (r: Registry, node: Node, c: Cursor): Node | undefined => {
  const k0 = c[At.key0]!;
  if (node.table0 !== undefined && k0 < 65536 && node.table0[k0]! >= 0) return r.nodes[node.table0[k0]!];
  const k1 = c[At.key1]!;
  if (node.table1 !== undefined && k1 < 65536 && node.table1[k1]! >= 0) return r.nodes[node.table1[k1]!];
  return undefined;
};
