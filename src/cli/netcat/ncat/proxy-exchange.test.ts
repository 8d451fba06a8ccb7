/** proxy-exchange: a client without a request, and what is passed on; beside the original in test/peers/ncat-proxy-passes. */
import { describe, expect, it } from 'vitest';
import { readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { memoryPair } from '../../../io/endpoints/memory/memory.ts';
import { type ProxyRules, serveProxyClient } from './proxy-exchange.ts';

const never = new AbortController().signal;
const RULES: ProxyRules = {
  auth: undefined,
  dial: () => Promise.reject(new Error('nobody')),
  leadsHere: () => Promise.resolve(false),
  onRequest: () => {},
};

describe('safety 17: the head of a request', () => {
  it.each(['', 'GET http://x/ HTTP/1.0\r\n', 'GET http://x/ HTTP/1.0\r\nA: b'])(
    'that goes no further than %j is not waited for without end',
    async (words) => {
      const [client, server] = memoryPair();
      if (words !== '') await client.write(text(words));
      await expect(serveProxyClient(server, { ...RULES, headTime: 5 }, never)).rejects.toThrow('no request came');
      client.close();
      server.close();
    },
  );
});

/** What a client gets for these bytes, and what its server got. */
const passed = async (request: string, answer: string): Promise<readonly [answered: string, asked: string]> => {
  const [client, server] = memoryPair();
  const [far, near] = memoryPair();
  const serving = serveProxyClient(server, { ...RULES, dial: async () => near }, never);
  const answering = far.write(text(answer)).then(() => far.end());
  await client.write(text(request));
  const got = String(await readAll(client));
  await Promise.all([serving, answering]);
  const asked = String(await readAll(far));
  for (const channel of [client, server, far]) channel.close();
  return [got, asked];
};

describe('a request that is passed on', () => {
  it('becomes one of HTTP/1.0 with the host of its address, and the answer loses the headers of one hop', async () => {
    const request = 'GET http://x:81?q HTTP/1.1\r\nHost: lies\r\nTE: x\r\nA: b\r\n c\r\n\r\n';
    const answer = 'HTTP/1.1 200 Fine\r\nKeep-Alive: 3\r\nContent-Length: 2\r\n\r\nhi, and more';
    const asked = 'GET ?q HTTP/1.0\r\nA: b c\r\nHost: x:81\r\nConnection: close\r\n\r\n';
    expect(await passed(request, answer)).toEqual(['HTTP/1.0 200 Fine\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi', asked]);
  });

  it('has no answer where the server speaks no HTTP', async () => {
    expect(await passed('GET http://x/ HTTP/1.0\r\n\r\n', 'nonsense\r\n\r\n')).toEqual(['', expect.stringContaining('GET / HTTP/1.0')]);
  });
});
