/** socks4: the protocol of Ying-Da Lee, and 4a, by the byte. */
import { describe, expect, it } from 'vitest';
import { type Pair, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Socks4Options, socks4 } from './socks4.ts';

const never = new AbortController().signal;
const to = { host: '192.0.2.1', port: 80 };
const GRANTED = '005a000000000000';

/** A proxy that takes a request of this length and answers. */
const play = async (
  channel: OpenChannel,
  length: number,
  answer: string,
): Promise<{ readonly heard: string; readonly open: OpenChannel }> => {
  const reader = new ChannelReader(channel, 'proxy', never);
  const heard = Buffer.from(await reader.bytes(length)).toString('hex');
  await channel.write(Buffer.from(answer, 'hex'));
  return { heard, open: passChannel(channel, channel.facts, reader.rest()) };
};

const attempt = async (
  length: number,
  answer: string,
  o: Socks4Options = { to },
): Promise<{ readonly result: string; readonly heard: string }> => {
  const [ours, theirs] = memoryPair();
  const playing = play(theirs, length, answer);
  playing.then(() => theirs.end()).catch(() => {});
  const result = await socks4.wrap(ours, 'initiator', o, never).then(
    (channel) => channel.remote,
    (error: Error) => error.message,
  );
  theirs.close();
  return { result, heard: (await playing).heard };
};

overlayConformance(socks4, {
  wrap: async ({ ours, theirs }: Pair, signal) => {
    const playing = play(theirs, 9, GRANTED);
    const client = await socks4.wrap(ours, 'initiator', { to }, signal);
    return { ours: client, theirs: (await playing).open };
  },
});

describe('socks4: its words', () => {
  it.each(['socks4:example.com:80:tcp:proxy:1080', 'socks4?user=me:192.0.2.1:80:tcp:proxy:1080'])(
    '%s is printed as it was read',
    (words) => {
      expect(printAddress(parseAddress(words))).toBe(words);
    },
  );

  it('knows no IPv6 and says what does', () => {
    expect(() => parseAddress('socks4:[2001:db8::1]:80:proxy:1080')).toThrow('SOCKS 4 knows no IPv6; socks5: does');
  });
});

describe('socks4: says', () => {
  it('an address', async () => {
    const { result, heard } = await attempt(11, GRANTED, { to, user: 'me' });
    expect(heard).toBe('04010050c00002016d6500');
    expect(result).toBe('192.0.2.1:80');
  });

  it('a name, for the proxy to look up (4a)', async () => {
    const { heard } = await attempt(21, GRANTED, { to: { host: 'far.example', port: 443 } });
    expect(heard).toBe(`040101bb0000000100${Buffer.from('far.example').toString('hex')}00`);
  });

  it.each([
    ['refuses', '005b000000000000', 'expected the proxy to connect, got 91: request rejected or failed'],
    ['refuses in its own way', '0042000000000000', 'got 66: an unknown reply'],
    ['is SOCKS 5', '0500000000000000', 'expected an answer in SOCKS 4, got version 5'],
    ['stops in the middle', '005a', 'expected 8 bytes, got the end after 2 bytes'],
  ])('a proxy that %s', async (_name, answer, message) => {
    expect((await attempt(9, answer)).result).toContain(message);
  });

  it.each([1, 1000])('T-C5: what is glued to the reply is handed on, in pieces of %i', async (size) => {
    const [ours, theirs] = memoryPair();
    const wrapping = socks4.wrap(ours, 'initiator', { to }, never);
    const words = Buffer.concat([Buffer.from(GRANTED, 'hex'), text('220 banner\r\n')]);
    for (let o = 0; o < words.length; o += size) await theirs.write(words.subarray(o, o + size));
    await theirs.end();
    expect(String(await readAll(await wrapping))).toBe('220 banner\r\n');
  });
});
