/** Walk: one frame from its link layer up, by scanners alone. Never throws, makes no objects; what it learns is in the cursor. */
import type { Bytes } from '../core/bytes.ts';
import { At, Scanned } from './compile.ts';
import type { Cursor, Node, Registry } from './types.ts';

/** Layers deeper than this stay bytes. */
export const MAX_LAYERS = 64;

/** Is told of each header with ports as the walk passes it (c[At.next] … are those of that header). */
export type OnTransport = (node: Node, b: Bytes, o: number, c: Cursor) => void;

/** What the walk of one frame found; reused for every frame. */
export interface Walked {
  /** Id of the highest layer that was scanned; -1 where there is none. */
  top: number;
  /** Offset of its header. */
  at: number;
  /** Scanned.good, or why the walk ended in a layer above `top`. */
  end: number;
  /** Id of the layer that could not be scanned; -1. */
  broken: number;
}
export const walked = (): Walked => ({ top: -1, at: 0, end: 0, broken: -1 });

/**
 * Walks the frame in b[o, end) whose bytes on the wire ended at `wire`, starting with layer `first`.
 */
export const walk = (
  r: Registry,
  first: Node | undefined,
  b: Bytes,
  o: number,
  end: number,
  wire: number,
  c: Cursor,
  out: Walked,
  onTransport: OnTransport | undefined,
): void => {
  out.top = -1;
  out.broken = -1;
  out.end = Scanned.good;
  c[At.kind] = 0;
  c[At.sport] = 0;
  c[At.dport] = 0;
  c[At.next] = o;
  c[At.end] = end;
  c[At.wire] = wire;
  let node = first;
  for (let depth = 0; node !== undefined && depth < MAX_LAYERS; depth++) {
    const at = c[At.next]!;
    const said = node.scan(b, at, c[At.end]!, c[At.wire]!, c);
    if (said === Scanned.short || said === Scanned.length) {
      out.broken = node.id;
      out.end = said;
      return;
    }
    out.top = node.id;
    out.at = at;
    out.end = said;
    if (node.transport && onTransport !== undefined) onTransport(node, b, at, c);
    if (said === Scanned.last) return;
    node = above(r, node, c[At.key0]!, c[At.key1]!);
  }
};

/** The layer above one whose fields of `next` have these values. */
export const above = (r: Registry, node: Node, key0: number, key1: number): Node | undefined => {
  const first = node.table0 === undefined ? -1 : node.table0.get(key0);
  if (first >= 0) return r.nodes[first];
  const second = node.table1 === undefined ? -1 : node.table1.get(key1);
  return second >= 0 ? r.nodes[second] : undefined;
};
