/** socks5: RFC 1928 and RFC 1929 by the byte. */
import { describe, expect, it } from 'vitest';
import { type Pair, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Socks5Options, socks5 } from './socks5.ts';

const never = new AbortController().signal;
const to = { host: 'far.example', port: 443 };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (words: string): Buffer => Buffer.from(words.replace(/ /g, ''), 'hex');

/** Lengths of what the client says, and what it is answered, both in turn. */
type Script = readonly (readonly [length: number, answer: string])[];
const GREETED: Script = [[3, '05 00']];
const GRANTED = '05 00 00 01 7f000001 1f90';

const play = async (channel: OpenChannel, script: Script): Promise<{ readonly heard: string[]; readonly open: OpenChannel }> => {
  const reader = new ChannelReader(channel, 'proxy', never);
  const heard: string[] = [];
  for (const [length, answer] of script) {
    heard.push(hex(await reader.bytes(length)));
    await channel.write(unhex(answer));
  }
  return { heard, open: passChannel(channel, channel.facts, reader.rest()) };
};

const attempt = async (
  script: Script,
  o: Partial<Socks5Options> = {},
): Promise<{ readonly result: string; readonly heard: readonly string[] }> => {
  const [ours, theirs] = memoryPair();
  const playing = play(theirs, script);
  playing.then(() => theirs.end()).catch(() => {});
  const result = await socks5.wrap(ours, 'initiator', { to, ...o }, never).then(
    (channel) => channel.remote,
    (error: Error) => error.message,
  );
  theirs.close();
  return { result, heard: (await playing).heard };
};

overlayConformance(socks5, {
  wrap: async ({ ours, theirs }: Pair, signal) => {
    const playing = play(theirs, [...GREETED, [18, GRANTED]]);
    const client = await socks5.wrap(ours, 'initiator', { to }, signal);
    return { ours: client, theirs: (await playing).open };
  },
});

describe('socks5: its words', () => {
  it.each(['socks5:example.com:80:tcp:proxy:1080', 'socks5?user=me:[2001:db8::1]:80:tcp:proxy:1080'])(
    '%s is printed as it was read',
    (words) => {
      expect(printAddress(parseAddress(words))).toBe(words);
    },
  );
});

describe('socks5: says', () => {
  it('a name by its length: the proxy looks it up', async () => {
    const { result, heard } = await attempt([...GREETED, [18, GRANTED]]);
    expect(result).toBe('far.example:443');
    expect(heard).toEqual(['050100', `050100030b${hex(text('far.example'))}01bb`]);
  });

  it('addresses of either family', async () => {
    const four = await attempt([...GREETED, [10, GRANTED]], { to: { host: '192.0.2.1', port: 80 } });
    expect(four.heard[1]).toBe('05010001c00002010050');
    const six = await attempt([...GREETED, [22, '05 00 00 04 20010db8000000000000000000000001 0050']], {
      to: { host: '2001:db8::1', port: 80 },
    });
    expect(six.heard[1]).toBe('0501000420010db80000000000000000000000010050');
    expect(six.result).toBe('[2001:db8::1]:80');
  });

  it('user and password where it is asked (RFC 1929)', async () => {
    const login = { user: 'me', password: 'pässword' };
    const said = text(login.password);
    const script: Script = [
      [4, '05 02'],
      [5 + said.length, '01 00'],
      [18, '05 00 00 03 04 6e616d65 0050'],
    ];
    const { result, heard } = await attempt(script, login);
    expect(heard[0]).toBe('05020002');
    expect(heard[1]).toBe(`0102${hex(text('me'))}09${hex(said)}`);
    expect(result).toBe('far.example:443');
    expect(
      (
        await attempt(
          [
            [4, '05 02'],
            [14, '01 01'],
          ],
          login,
        )
      ).result,
    ).toContain('does not take this user and password');
  });

  it.each<[string, Script, string]>([
    ['wants a password', [[3, '05 ff']], 'it wants a user and a password'],
    ['chose what was not offered', [[3, '05 02']], 'method 2, which was not offered'],
    ['is SOCKS 4', [[3, '00 5a']], 'expected an answer in SOCKS 5, got version 0'],
    ['refuses', [...GREETED, [18, '05 05 00 01 00000000 0000']], 'expected the proxy to connect, got 5: connection refused'],
    ['says nonsense', [...GREETED, [18, '05 00 00 07 00000000 0000']], 'expected an address of kind 1, 3 or 4, got 7'],
    ['stops in the middle', [...GREETED, [18, '05 00 00 01 7f']], 'expected 6 bytes, got the end after 1 bytes'],
  ])('a proxy that %s', async (_name, script, message) => {
    expect((await attempt(script)).result).toContain(message);
  });

  it.each([1, 2, 1000])('T-C5: what is glued to the reply is handed on, in pieces of %i', async (size) => {
    const [ours, theirs] = memoryPair();
    const wrapping = socks5.wrap(ours, 'initiator', { to }, never);
    await play(theirs, GREETED);
    const words = Buffer.concat([unhex(GRANTED), text('220 banner\r\n')]);
    for (let o = 0; o < words.length; o += size) await theirs.write(words.subarray(o, o + size));
    await theirs.end();
    expect(String(await readAll(await wrapping))).toBe('220 banner\r\n');
  });
});
