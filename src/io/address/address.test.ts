import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { fc, runs } from '../../../test/property.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { printOptions } from '../base/options.ts';
import { plainChannel } from '../channels/plain-channel.ts';
import { endpoints } from '../endpoints/index.ts';
import { overlays } from '../overlays/index.ts';
import { acceptAddress, type Kinds, openAddress, parseAddress, printAddress } from './address.ts';

/** An overlay that says its own word at the start of each direction and expects it from the other side: a handshake. */
const greet: OverlayType<{ readonly word: string; readonly loud: boolean }> = {
  scheme: 'greet',
  title: 'A test overlay with a word of its own',
  example: 'greet:hello:tcp:127.0.0.1:7',
  words: 1,
  options: [{ name: 'loud', help: 'louder' }],
  fromUrl: (url) => `greet:url:tcp:${url}`,
  parse: ([word = ''], options) => ({ word, loud: options.has('loud') }),
  print: ({ word, loud }) => `greet${printOptions({ loud })}:${word}:`,
  wrap: async (channel, _role, { word }) => {
    await channel.write(text(word));
    const iterator = channel.incoming[Symbol.asyncIterator]();
    const { value } = await iterator.next();
    if (value === undefined || String(Buffer.from(value)) !== word) throw new Error(`expected ${word}`);
    return plainChannel(channel.facts, {
      incoming: { [Symbol.asyncIterator]: () => iterator },
      write: (chunk) => channel.write(chunk),
      end: () => channel.end(),
      release: (reason) => (reason === undefined ? channel.close() : channel.abort(reason)),
    });
  },
};
const shout: OverlayType<string> = {
  title: greet.title,
  example: greet.example,
  scheme: 'shout',
  words: 0,
  options: [{ name: 'at', value: 'WHOM', help: '' }],
  parse: (_words, options) => options.get('at') ?? '',
  print: (at) => `shout${printOptions({ at: at || undefined })}:`,
  wrap: (channel) => Promise.resolve(channel),
};
const kinds: Kinds = { endpoints, overlays: [greet, shout] };

const printed = (words: string): string => printAddress(parseAddress(words, kinds));

describe('addresses', () => {
  it.each([
    ['tcp:127.0.0.1:7', 'tcp:127.0.0.1:7'],
    ['127.0.0.1:7', 'tcp:127.0.0.1:7'],
    ['localhost:echo', 'tcp:localhost:7'],
    ['[::1]:7', 'tcp:[::1]:7'],
    [':7', 'tcp::7'],
    ['61111', 'tcp::61111'],
    ['61111?keepalive=5', 'tcp::61111?keepalive=5'],
    ['tcp:7', 'tcp::7'],
    ['greet:hello:tcp:7', 'greet:hello:tcp::7'],
    ['tcp://host:80', 'tcp:host:80'],
    ['-', 'stdio:'],
    ['stdio:', 'stdio:'],
    ['stdio', 'stdio:'],
    ['unix:/run/x.sock', 'unix:/run/x.sock'],
    ['unix:///run/x.sock', 'unix:/run/x.sock'],
    ['greet:hello:tcp:host:80', 'greet:hello:tcp:host:80'],
    ['greet:hello:host:80', 'greet:hello:tcp:host:80'],
    ['greet:hello:-', 'greet:hello:stdio:'],
    ['greet?loud:hello:tcp:host:80', 'greet?loud:hello:tcp:host:80'],
    ['greet:hello:tcp:host:80?loud&nodelay', 'greet?loud:hello:tcp:host:80?nodelay=yes'],
    ['greet:[a:b]:tcp:host:80', 'greet:[a:b]:tcp:host:80'],
    ['shout:greet:hi:tcp:host:80?at=%3A&loud', 'shout?at=%3A:greet?loud:hi:tcp:host:80'],
    ['greet://host:80', 'greet:url:tcp:host:80'],
    ['shout:greet:x:shout:unix:/a', 'shout:greet:x:shout:unix:/a'],
  ])('%s is %s, which is itself', (words, canonical) => {
    expect(printed(words)).toBe(canonical);
    expect(printed(canonical)).toBe(canonical);
  });

  it.each([
    ['', /^address: an address is missing; localhost:80 would do/],
    ['host', /a port is missing; type host:80/],
    ['/run/x.sock', /that is a path; type unix:\/run\/x\.sock, .* or file:\/run\/x\.sock/],
    ['', /an address is missing; localhost:80 would do/],
    [':', /an address is missing; localhost:80 would do/],
    ['tcp:[::1:80', /an IPv6 address in brackets and a port after them, like \[::1\]:7/],
    ['tcp:[::1]80', /an IPv6 address in brackets and a port after them, like \[::1\]:7/],
    ['::1', /an IPv6 address stands in brackets; type \[::1\]:80/],
    ['tcpp:host:80', /there is no "tcpp:"; tcp:127\.0\.0\.1:7 would be one/],
    ['gopher:host:70', /there is no "gopher:"/],
    ['tcp:', /a port is missing; type tcp:localhost:7/],
    ['tcp:host', /a port is missing; type tcp:host:7/],
    ['tcp:host:99999', /a port from 0 to 65535/],
    ['tcp:host:nonesuch', /a port from 0 to 65535 or the name of a TCP service/],
    ['tcp:fe80::1:80', /brackets around the IPv6 address/],
    ['tcp:host:80?nodealy', /there is no option "nodealy"; perhaps \?nodelay/],
    ['tcp:host:80?keepalive=soon', /keepalive=SECONDS/],
    ['tcp:host:80?4&6', /4 or 6, not both/],
    ['greet:tcp', /greet: as in greet:hello:tcp:127\.0\.0\.1:7/],
    ['greet?quiet:hello:tcp:h:1', /there is no option "quiet" here; there are loud/],
    ['stdio:x', /nothing after stdio:/],
  ])('%s is refused with what to write instead', (words, message) => {
    expect(() => parseAddress(words, kinds)).toThrow(message);
    expect(() => parseAddress(words, kinds)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('of any text parse to themselves or are refused as the words of a user, never otherwise', () => {
    const word = fc.constantFrom(
      'tcp',
      'udp',
      'unix',
      'greet',
      'shout',
      'exec',
      ':',
      ':',
      '?',
      '&',
      '=',
      '%',
      '[',
      ']',
      '::1',
      '80',
      '//',
      'a',
      ' ',
      '\n',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        let address: ReturnType<typeof parseAddress>;
        try {
          address = parseAddress(words.join(''), kinds);
        } catch (error) {
          return error instanceof Error && error.name === 'UsageError';
        }
        const canonical = printAddress(address);
        return printed(canonical) === canonical;
      }),
      { numRuns: runs(3000) },
    );
  });

  it('of every example in the registries parse', () => {
    for (const kind of [...endpoints, ...overlays]) expect(printAddress(parseAddress(kind.example))).toContain(`${kind.scheme}`);
  });
});

describe('overlays on an address', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  const pair = async (theirs: string, ours: string): Promise<readonly [OpenChannel, Promise<OpenChannel>]> => {
    const listener = await acceptAddress(parseAddress(`greet:${theirs}:tcp:127.0.0.1:0`, kinds), {}, stop.signal);
    const opening = openAddress(parseAddress(`greet:${ours}:tcp:${listener.addresses[0]}`, kinds), {}, stop.signal);
    opening.catch(() => {});
    const { value } = await listener[Symbol.asyncIterator]().next();
    return [value, opening];
  };

  it('shake hands on both sides and carry bytes', async () => {
    const [accepted, opening] = await pair('hello', 'hello');
    const opened = await opening;
    await opened.write(text('bytes'));
    await opened.end();
    expect(String(await readAll(accepted))).toBe('bytes');
    accepted.close();
  });

  const greeted = async (options: { readonly handshakeTimeout?: number }) => {
    const troubles: string[] = [];
    const onTrouble = (error: Error): unknown => troubles.push(error.message);
    const listener = await acceptAddress(parseAddress('greet:hello:tcp:127.0.0.1:0', kinds), { ...options, onTrouble }, stop.signal);
    const open = (scheme: string): Promise<OpenChannel> =>
      openAddress(parseAddress(`${scheme}:${listener.addresses[0]}`, kinds), {}, stop.signal);
    return { listener, troubles, open };
  };

  it('that fail let go of the channel below, tell why, and the next one is served', async () => {
    const { listener, troubles, open } = await greeted({});
    await expect(open('greet:wrong:tcp')).rejects.toThrow('expected wrong');
    const good = open('greet:hello:tcp');
    const { value } = await listener[Symbol.asyncIterator]().next();
    await good;
    value.close();
    await expect.poll(() => troubles).toHaveLength(1);
  });

  it('with a silent peer are given up in time', async () => {
    const { troubles, open } = await greeted({ handshakeTimeout: 300 });
    await readAll(await open('tcp')).catch(() => {});
    await expect.poll(() => troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/greet:127\.0\.0\.1:\d+: it took more than 0\.3 s/);
  });

  it('cannot be accepted where the endpoint cannot', async () => {
    await expect(acceptAddress(parseAddress('stdio:'), {}, stop.signal)).rejects.toThrow(
      /stdio:: expected an endpoint that can be listened on/,
    );
  });
});
