import { describe, expect, it } from 'vitest';
import { english } from '../core/said.ts';
import { parseAddress } from '../io/address/address.ts';
import { reachLines } from './reach.ts';

describe('reach', () => {
  it.each([
    ['tcp:127.0.0.1:7', 'wirecat 127.0.0.1 7', 'wirecat link listen:0.0.0.0:7 udp:h:9'],
    ['udp:127.0.0.1:7', 'wirecat udp:127.0.0.1:7', 'wirecat link listen:udp:0.0.0.0:7 udp:h:9'],
    ['tls:tcp:127.0.0.1:7', 'wirecat tls:127.0.0.1:7', 'wirecat link listen:tls:0.0.0.0:7 udp:h:9'],
  ])('of %s on this machine names the whole command that would let others in', (on, here, elsewhere) => {
    const lines = reachLines(parseAddress(on), '127.0.0.1:7', (place) => `wirecat link listen:${place} udp:h:9`);
    expect(lines.map((line) => english.text(line))).toEqual([`only this machine can connect: ${here}`, `for others: ${elsewhere}`]);
  });
});
