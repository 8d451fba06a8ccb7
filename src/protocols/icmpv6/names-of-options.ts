/** Domain names as ICMPv6 carries them: labels up to an empty one. */

import { u8 as byteAt } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Dissecting } from '../../wire/types.ts';

/** Puts the name at `from`; the offset behind it. */
export const nameAt = (d: Dissecting, key: string, from: number, to: number): number | undefined => {
  const labels: string[] = [];
  for (let o = from; ; ) {
    if (o >= to || !d.has(o, 1)) return undefined;
    const n = byteAt(d.b, o);
    if (n === 0) return d.put(key, from, o + 1 - from, labels.join('.')) && o + 1;
    if (!d.has(o + 1, n)) return undefined;
    labels.push(fromLatin1(d.b.subarray(o + 1, o + 1 + n)));
    o += n + 1;
  }
};
