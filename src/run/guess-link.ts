/** Guess: which layer pasted bytes start with. */

import { u16 } from '../core/bytes.ts';
import { sum16 } from '../core/checksum.ts';
import { protocols } from '../protocols/registry.ts';
import { LinkType } from '../wire/frame.ts';

/** An IP header that fits wins; then an Ethernet type that is known; then anything that looks like IP; otherwise Ethernet. */
export const guessLink = (b: Uint8Array): number => {
  if (isIp4(b) && sum16(b, 0, (b[0]! & 15) * 4) === 0xffff) return LinkType.raw;
  if (hasKnownType(b)) return LinkType.ethernet;
  return isIp4(b) || isIp6(b) ? LinkType.raw : LinkType.ethernet;
};

/** Names of the layers that a frame may start with, and their link types. */
export const linkNames = (): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  for (const { layer } of protocols.nodes) {
    const [first] = [layer.on?.['link'] ?? []].flat();
    if (typeof first === 'number') names.set(layer.name, first);
  }
  return names;
};

const isIp4 = (b: Uint8Array): boolean => {
  const header = (b[0]! & 15) * 4;
  return b.length >= 20 && b[0]! >> 4 === 4 && header >= 20 && header <= b.length && u16(b, 2) >= header;
};

const isIp6 = (b: Uint8Array): boolean => b.length >= 40 && b[0]! >> 4 === 6 && u16(b, 4) + 40 <= b.length;

const hasKnownType = (b: Uint8Array): boolean => b.length >= 14 && protocols.lookup('eth.type', u16(b, 12)) !== undefined;
