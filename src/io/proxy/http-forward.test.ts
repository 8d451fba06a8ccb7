/** http-pass: what a client gets of answers whose length is told twice, or not as a number (RFC 9112 §6.3). */
import { expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { serveHttpProxy } from './http-server.ts';

const never = new AbortController().signal;

/** What a client gets where the server behind the proxy answers with these bytes. */
const passed = async (answer: string): Promise<string> => {
  const [client, near] = memoryPair();
  const [far, server] = memoryPair();
  const serving = serveHttpProxy(near, { dial: async () => far }, never).finally(() => near.close());
  await client.write(text('GET http://x.example/ HTTP/1.0\r\n\r\n'));
  for await (const _ of server.incoming) break;
  await server.write(text(answer));
  await server.end();
  const got = String(await readAll(client));
  await serving;
  return got;
};

it('chunks win over a length, which is left out', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n';
  expect(await passed(`${head}5\r\nhello\r\n0\r\n\r\n`)).toBe('HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhello');
});

it.each(['Content-Length: x', 'Content-Length: -1', 'Content-Length: 5\r\nContent-Length: 3', 'Content-Length:'])(
  '%j is no length: 502',
  async (header) => {
    expect(await passed(`HTTP/1.1 200 OK\r\n${header}\r\n\r\nhello`)).toBe('HTTP/1.0 502 Bad Gateway\r\n\r\n');
  },
);

it('the same length twice is one', async () => {
  const head = 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n';
  expect(await passed(`${head}\r\nhello and more`)).toBe(`${head}Connection: close\r\n\r\nhello`);
});
