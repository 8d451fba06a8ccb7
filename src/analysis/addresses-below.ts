/** Addresses below a transport, in a frame that is dissected. */
import type { Bytes } from '../core/bytes.ts';
import { mixed, multiplier } from '../core/hash.ts';
import type { Dissecting } from '../wire/types.ts';
import type { Addresses } from './addresses.ts';

/** Numbers of the addresses of the nearest layer below that has them; where a route names the end of the way, that is the target. */
export const addressesBelow = (d: Dissecting, addresses: Addresses): readonly [src: number, dst: number] => {
  let final: Bytes | undefined;
  for (let below = d.lower; below; below = below.lower) {
    final ??= below.destination;
    const place = placeOf(below);
    if (place === undefined) continue;
    const src = addresses.number(place.kind, below.b, place.src);
    return [src, final ? addresses.number(place.kind, final, 0) : addresses.number(place.kind, below.b, place.dst)];
  }
  return [0, 0];
};

/** A 32-bit number for the two hosts below, the same in both directions: what is asked and answered without a transport belongs to them. */
export const hostsBelow = (d: Dissecting): number => {
  for (let below = d.lower; below; below = below.lower) {
    const place = placeOf(below);
    if (place === undefined) continue;
    const length = place.kind === 4 ? 4 : 16;
    return mixed((hashed(below.b, place.src, length) + hashed(below.b, place.dst, length)) | 0);
  }
  return 0;
};

const MULTIPLIER = multiplier();
const hashed = (b: Bytes, from: number, length: number): number => {
  let h = length;
  for (let o = from; o < from + length; o++) h = Math.imul(h ^ (b[o] ?? 0), MULTIPLIER) ^ (h >>> 15);
  return mixed(h);
};

/** Where a layer has its addresses: in its fixed header, or where it says itself. */
const placeOf = (d: Dissecting): { readonly kind: number; readonly src: number; readonly dst: number } | undefined => {
  if (d.layer.ends !== undefined) {
    const { source, target } = d.layer.ends(d) ?? {};
    if (source?.address === undefined || target?.address === undefined) return undefined;
    return { kind: source.address.kind, src: source.address.at, dst: target.address.at };
  }
  const { addresses } = d.layer;
  return addresses && { kind: addresses.kind, src: d.start + addresses.src, dst: d.start + addresses.dst };
};
