import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isIn, ownNetworks } from './networks.ts';

describe('our own networks', () => {
  it('have this machine in them, and not all the world', () => {
    const own = ownNetworks();
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    for (const address of ['127.0.0.1', '127.3.2.1', '::1', ...addresses.map((one) => one.address)]) expect(isIn(own, address)).toBe(true);
    expect(isIn(own, '8.8.8.8')).toBe(false);
    expect(isIn(own, '2606:4700::1')).toBe(false);
  });
});
