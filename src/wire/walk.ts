/** Walk: one frame from its link layer up, by scanners alone. Never throws, makes no objects; what it learns is in arrays that are used again. */
import type { Bytes } from '../core/bytes.ts';
import { At, cursor, Scanned } from './compile.ts';
import type { FrameBatch } from './frame.ts';
import type { Cursor } from './scan.ts';
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

/** Walks the frame in b[o, end) whose bytes on the wire ended at `wire`, starting with layer `first`. A transport without bytes carries nothing. */
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
    if (node.layer.transport !== undefined) {
      ends(out, k, c);
      if (c[At.next]! >= c[At.end]!) return;
    }
    if (said !== Scanned.good) return;
    node = above(r, node, c[At.key0]!, c[At.key1]!);
  }
};

/** Walks frame `i` of a batch; gives whether only a dissection tells what it holds. */
export const walkFrame = (r: Registry, batch: FrameBatch, i: number, out: Walked): boolean => {
  const o = batch.offset[i]!;
  const end = o + batch.captured[i]!;
  walk(r, r.link(batch.linkType[i]!), batch.bytes, o, end, Math.max(end, o + batch.original[i]!), out);
  return out.ended === Scanned.deep || out.broken !== undefined || out.ended === Scanned.last;
};

const ends = (out: Walked, k: number, c: Cursor): void => {
  out.kind[k] = c[At.kind]!;
  out.src[k] = c[At.src]!;
  out.dst[k] = c[At.dst]!;
  out.sport[k] = c[At.sport]!;
  out.dport[k] = c[At.dport]!;
};

/** The layer above one whose fields of `next` have these values. */
export const above = (r: Registry, node: Node, key0: number, key1: number): Node | undefined => {
  const first = node.table0 === undefined ? -1 : node.table0.get(key0);
  if (first >= 0) return r.nodes[first];
  const second = node.table1 === undefined ? -1 : node.table1.get(key1);
  return second >= 0 ? r.nodes[second] : undefined;
};
