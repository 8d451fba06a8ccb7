import { expect, it } from 'vitest';
import { buildStack } from '../../wire/build.ts';
import { icmp } from '../icmp/icmp.ts';
import { icmpv6 } from '../icmpv6/icmpv6.ts';
import { ip } from '../ip/ip.ts';
import { ipv6 } from '../ipv6/ipv6.ts';

/** Where a ping with this type and data is told apart from others. */
const key = (version: 4 | 6, type: number, data: readonly number[]): number | undefined => {
  const below = version === 4 ? ([ip, {}] as const) : ([ipv6, {}] as const);
  const b = buildStack([below, version === 4 ? [icmp, { type }] : [icmpv6, { type }]], Uint8Array.of(0, 7, 0, 1, ...data));
  return (version === 4 ? icmp : icmpv6).exchange?.(b, version === 4 ? 20 : 40, b.length);
};

it('a reply answers the request whose number and data it repeats (RFC 792, RFC 4443 §4.2)', () => {
  for (let k = 0; k < 600; k++) {
    const data = [k >> 1, 255 - (k & 255), (k * 37) & 255, k & 1 ? 0xff : 0];
    const other = [...data.slice(0, -1), 1];
    for (const [version, request, reply] of [
      [4, 8, 0],
      [6, 128, 129],
    ] as const) {
      expect(key(version, reply, data)).toBe(-1 - key(version, request, data)!);
      expect(key(version, reply, other)).not.toBe(-1 - key(version, request, data)!);
    }
  }
});
