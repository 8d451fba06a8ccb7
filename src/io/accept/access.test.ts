/** T-A4: access lists. The matrix is addresses in all their spellings against words in all theirs, with the edges of networks. */
import { describe, expect, it } from 'vitest';
import { type AccessRules, accessList, canonicalIp } from './access.ts';
import { inOctetRanges, parseOctetRanges } from './octet-ranges.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = { 'two.example': ['192.0.2.7', '2001:db8::7'], 'lo.example': ['127.0.0.1'] };
const resolve = async (name: string): Promise<readonly string[]> => {
  const found = NAMES[name];
  if (found === undefined) throw new Error('no such name');
  return found;
};
const list = (rules: Partial<AccessRules>): Promise<(remote: string) => boolean> => accessList({ allow: [], deny: [], ...rules }, resolve);

describe('T-A4: what a word means', () => {
  it.each<[word: string, inside: string[], outside: string[]]>([
    ['127.0.0.1', ['127.0.0.1', '::ffff:127.0.0.1', '::FFFF:7f00:1'], ['127.0.0.2', '::1', '::127.0.0.1']],
    ['::1', ['::1', '0:0:0:0:0:0:0:1'], ['127.0.0.1', '::2']],
    ['::ffff:127.0.0.1', ['127.0.0.1', '::ffff:127.0.0.1'], ['127.0.0.2']],
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255', '::ffff:10.1.2.3'], ['9.255.255.255', '11.0.0.0']],
    ['10.0.0.129/25', ['10.0.0.128', '10.0.0.255'], ['10.0.0.127', '10.0.1.0']],
    ['10.0.0.0/31', ['10.0.0.0', '10.0.0.1'], ['10.0.0.2', '9.255.255.255']],
    ['10.0.0.1/32', ['10.0.0.1'], ['10.0.0.0', '10.0.0.2']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255', '::ffff:1.2.3.4'], ['::1', 'fe80::1']],
    ['::/0', ['::1', 'fe80::1', '1.2.3.4', '::ffff:1.2.3.4'], []],
    ['::ffff:10.0.0.0/104', ['10.200.0.1'], ['11.0.0.0']],
    ['::ffff:0.0.0.0/96', ['1.2.3.4'], ['::1']],
    ['2001:db8::/32', ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'], ['2001:db7:ffff::', '2001:db9::', '1.2.3.4']],
    ['::/64', ['::1'], ['1.2.3.4', '::ffff:1.2.3.4', '127.0.0.1']],
    ['fe80::1%eth0', ['fe80::1%eth0'], ['fe80::1%eth1', 'fe80::1']],
    ['fe80::%eth0/10', ['fe80::2%eth0'], ['fe80::2%eth1']],
    ['fe80::/10', ['fe80::1%eth0', 'febf::1'], ['fec0::1', 'fe7f::1']],
    ['10.0.0-255.1-254', ['10.0.0.1', '10.0.255.254', '::ffff:10.0.7.9'], ['10.0.0.0', '10.0.0.255', '10.1.0.1']],
    ['10.0.*.5', ['10.0.0.5', '10.0.255.5'], ['10.0.0.6', '10.1.0.5']],
    ['10.0.0.1,3,5-7', ['10.0.0.1', '10.0.0.3', '10.0.0.6'], ['10.0.0.2', '10.0.0.4', '10.0.0.8']],
    ['127.0.0.-5', ['127.0.0.0', '127.0.0.5'], ['127.0.0.6']],
    ['127.0.0.250-', ['127.0.0.250', '127.0.0.255'], ['127.0.0.249']],
    ['*.*.*.*', ['0.0.0.0', '255.255.255.255'], ['::1']],
    ['two.example', ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::7'], ['192.0.2.8']],
    ['lo.example/8', ['127.255.0.1'], ['126.0.0.1', '128.0.0.0']],
  ])('%s', async (word, inside, outside) => {
    const [allowed, denied] = [await list({ allow: [word] }), await list({ deny: [word] })];
    for (const address of inside) expect([address, allowed(address), denied(address)]).toEqual([address, true, false]);
    for (const address of outside) expect([address, allowed(address), denied(address)]).toEqual([address, false, true]);
  });

  it.each([
    '',
    '10.0.0.0/33',
    '::1/129',
    '10.0.0.1/',
    '10.0.0.1/-1',
    '10.0.0.1/a',
    '10.0.0.256',
    '10.0.0.5-1',
    '10.0.0',
    '*',
    '1.2.3.4.5',
    ' 10.0.0.1',
    '10.0.0-1.0/24',
    'nobody.example',
    '[::1]',
  ])('refuses %j', async (word) => {
    await expect(list({ allow: [word] })).rejects.toThrow(/^--allow: expected /);
    await expect(list({ deny: [word] })).rejects.toThrow(/^--deny: expected /);
  });
});

describe('T-A4: both lists', () => {
  it('deny wins over allow', async () => {
    const admits = await list({ allow: ['10.0.0.0/8'], deny: ['10.0.0.5'] });
    expect([admits('10.0.0.4'), admits('10.0.0.5'), admits('::ffff:10.0.0.5'), admits('11.0.0.1')]).toEqual([true, false, false, false]);
  });

  it('without an allow list all but the denied come in, and who has no address only then', async () => {
    const [open, closed] = [await list({ deny: ['10.0.0.0/8'] }), await list({ allow: ['10.0.0.0/8'] })];
    expect([open('192.0.2.1'), open('/run/x.sock'), closed('/run/x.sock')]).toEqual([true, true, false]);
  });
});

it('writes an address one way', () => {
  expect(['::ffff:7f00:1', '2001:DB8:0::1', '127.0.0.1', '/run/x'].map(canonicalIp)).toEqual([
    '127.0.0.1',
    '2001:db8::1',
    '127.0.0.1',
    '/run/x',
  ]);
});

it('octet ranges hold exactly what they say', () => {
  const ranges = parseOctetRanges('0-1.2.*.7,9') ?? [];
  let inside = 0;
  for (let a = 0; a < 4; a++)
    for (let c = 0; c < 256; c++) for (let d = 0; d < 256; d++) inside += Number(inOctetRanges(Uint8Array.of(a, 2, c, d), ranges));
  expect(inside).toBe(2 * 256 * 2);
  expect(inOctetRanges(new Uint8Array(16), ranges)).toBe(false);
});
