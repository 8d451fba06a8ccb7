import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from '../../core/bytes.ts';
import { acceptAddress, openAddress, parseAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { lingeringClose } from '../channels/lingering-close.ts';
import { getByHand } from './client.ts';
import { placeOf } from './client-request.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

type Said = string | Uint8Array;
const bytesOf = (said: Said): Uint8Array => (typeof said === 'string' ? utf8(said) : said);

/** Answers one request after the other, a connection each; then what was asked, told, and the content. */
const got = async (...replies: readonly Said[]) => {
  const listener = await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, stop.signal);
  const asked: string[] = [];
  const serve = async (channel: OpenChannel, reply: Said): Promise<void> => {
    for await (const bytes of channel.incoming) {
      asked.push(fromUtf8(bytes));
      break;
    }
    await channel.write(bytesOf(reply));
    await lingeringClose(channel);
  };
  const serving = (async () => {
    let next = 0;
    for await (const channel of listener) {
      await serve(channel, replies[next++] ?? '');
      if (next === replies.length) break;
    }
  })();
  const said: string[] = [];
  let content = '';
  const faces = {
    application: 'test 1',
    say: (text: string) => void said.push(text),
    connect: () => openAddress(parseAddress(`tcp:${listener.addresses[0]}`), {}, stop.signal),
  };
  const plan = {
    place: placeOf('http://lab.example/'),
    words: { method: undefined, line: undefined, headers: [], body: undefined },
    follow: true,
    packed: false,
  };
  const take = async (_: unknown, pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const bytes of pieces) content += fromUtf8(bytes);
  };
  const status = await getByHand(plan, faces, take, stop.signal).finally(() => listener.close());
  await serving;
  return { status, asked, said, content };
};

describe('a client by hand', () => {
  it('tells what goes and what comes, and gives the content', async () => {
    const { status, asked, said, content } = await got('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\n\r\nhi and more');
    expect([status, content]).toEqual([200, 'hi']);
    expect(asked[0]).toMatch(/^GET \/ HTTP\/1\.1\r\nHost: lab\.example\r\n/);
    expect(said).toEqual(expect.arrayContaining(['> GET / HTTP/1.1', '< HTTP/1.1 200 OK', '< X: y']));
  });

  it('tells chunks and trailers, and news on the way', async () => {
    const { said, content } = await got(
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n',
    );
    expect(content).toBe('abcde');
    expect(said.filter((line) => /chunk|X-T|103/.test(line))).toEqual([
      '< HTTP/1.1 103 Early Hints',
      '< Transfer-Encoding: chunked',
      '< chunk of 3 bytes;a=b',
      '< chunk of 2 bytes',
      '< last chunk',
      '< X-T: 1',
    ]);
  });

  it('follows redirects with their cookies', async () => {
    const { asked, content } = await got(
      'HTTP/1.1 302 Found\r\nLocation: /next\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.1 200 OK\r\n\r\nto the end',
    );
    expect(asked[1]).toMatch(/^GET \/next [\s\S]*\r\nCookie: a=1\r\n/);
    expect(content).toBe('to the end');
  });

  it.each([
    ['gzip', gzipSync('content')],
    ['br', brotliCompressSync('content')],
    ['gzip, br', brotliCompressSync(gzipSync('content'))],
  ])('undoes %s', async (coding, packed) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${packed.length}\r\n\r\n`;
    expect((await got(concat([utf8(head), packed]))).content).toBe('content');
  });

  it.each([
    ['a body that is cut', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', /expected [69] more bytes/],
    ['chunks that are cut', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc', /more bytes/],
    ['what is no chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', /expected the size of a chunk/],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', /expected one length/],
    ['what is no reply', 'hello there\r\n\r\n', /expected a status line/],
    ['what is not packed', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain', /expected content in gzip/],
    [
      'more than packing explains',
      concat([utf8('HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n'), brotliCompressSync(new Uint8Array(1 << 24))]),
      /times as long/,
    ],
  ])('%s is an error', async (_, reply, message) => {
    await expect(got(reply)).rejects.toThrow(message);
  });
});
