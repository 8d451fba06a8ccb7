import { describe, expect, it } from 'vitest';
import { sourceAddress } from './source-address.ts';

describe('the source address', () => {
  it('is the loopback address for loopback', async () => {
    expect(await sourceAddress('127.0.0.1')).toBe('127.0.0.1');
  });

  it('is not known where no datagram may go', async () => {
    expect(await sourceAddress('255.255.255.255')).toBeUndefined();
  });
});
