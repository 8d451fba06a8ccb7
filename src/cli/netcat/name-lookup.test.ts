import { describe, expect, it } from 'vitest';
import { findHost, hostName, LookUpError, resolve } from './name-lookup.ts';

describe('hosts', () => {
  it('written as numbers are looked up nowhere', async () => {
    expect(await resolve('127.1', undefined, true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(await resolve('::1', 6, true)).toEqual([{ address: '::1', family: 6 }]);
    await expect(resolve('::1', 4, false)).rejects.toThrow(LookUpError);
    await expect(resolve('localhost', undefined, true)).rejects.toThrow('Name or service not known');
    await expect(resolve('', undefined, false)).rejects.toThrow('Name or service not known');
  });
  it('of one family are asked for in that family, where a mapped address is one of IPv4', async () => {
    expect(await findHost('::ffff:10.1.2.3', { family: 4 })).toEqual({ addresses: [{ address: '10.1.2.3', family: 4 }] });
    expect(await findHost('10.1.2.3', { family: 6 })).toEqual({ why: 'Address family for hostname not supported' });
    expect(await findHost('localhost', { family: 4 })).toEqual({ addresses: [{ address: '127.0.0.1', family: 4 }] });
  });
  it('that no name can be have no address', async () => {
    expect(await findHost('x'.repeat(300), {})).toEqual({ why: 'Name or service not known' });
  });
  it('have a zone that is a number, or the name of an interface that is there', async () => {
    const lo = process.platform === 'linux' ? 'lo' : '1';
    for (const host of ['fe80::1%1', `fe80::1%${lo}`, '::1%1'])
      expect(await findHost(host, {})).toEqual({ addresses: [{ address: host, family: 6 }] });
    for (const host of ['::1%lo', 'fe80::1%no-such-card']) expect(await findHost(host, {})).toEqual({ why: 'Name or service not known' });
  });
  it('have their number for a name where nobody may ask', async () => {
    expect(await hostName('127.0.0.1', 1, true)).toBe('127.0.0.1');
    expect(await hostName('0.0.0.0', 1, false)).toBe('0.0.0.0');
  });
});
