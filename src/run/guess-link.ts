/** Guess: which layer pasted bytes start with. */
import { protocols } from '../protocols/registry.ts';
import { LinkType } from '../wire/frame.ts';
import type { Side } from '../wire/stream.ts';
import type { Layer, Node } from '../wire/types.ts';
import type { Key } from '../wire/value.ts';

/** The layer that is surest of the bytes decides, a network layer for packets without a link layer; Ethernet where none is. */
export const guessLink = (b: Uint8Array): number => surestOf(b).link;

const surestOf = (b: Uint8Array): { readonly sure: number; readonly link: number } => {
  let [best, link]: [number, number] = [0, LinkType.ethernet];
  for (const { layer } of protocols.nodes) {
    const sure = layer.looksLike?.(b, isKnown) ?? 0;
    if (sure > best) [best, link] = [sure, layer.pseudo ? LinkType.raw : (linkOf(layer) ?? LinkType.raw)];
  }
  return { sure: best, link };
};

/** A protocol whose conversations surely begin with these bytes, where they look like no frame. */
export const spokenIn = (b: Uint8Array): Layer | undefined => {
  const isSure = (side: Side) => (node: Node) => (node.layer.stream?.guess?.(b, 0, b.length, side) ?? 0) >= SURE;
  if (surestOf(b).sure >= LIKELY) return undefined;
  return ([0, 1] as const).flatMap((side) => protocols.guessers(b[0] ?? 0, side).filter(isSure(side)))[0]?.layer;
};
const LIKELY = 0.8;
const SURE = 0.9;

const isKnown = (table: string, key: Key): boolean => protocols.lookup(table, key) !== undefined;

/** Names of the layers that a frame may start with, and their link types. */
export const linkNames = (): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  for (const { layer } of protocols.nodes) {
    const link = linkOf(layer);
    if (link !== undefined) names.set(layer.name, link);
  }
  return names;
};

/** The first link type of frames that start with a layer. */
const linkOf = ({ on }: Layer): number | undefined => {
  const [first] = [on?.['link'] ?? []].flat();
  return typeof first === 'number' ? first : undefined;
};
