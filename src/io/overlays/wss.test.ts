/** wss: WebSocket over TLS in one word, with the options of both. */
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Pair, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { acceptAddress, openAddress, parseAddress, printAddress } from '../address/address.ts';
import { wss } from './wss.ts';

const never = new AbortController().signal;

overlayConformance(wss, {
  wrap: async ({ ours, theirs }: Pair, signal) => {
    const [client, server] = await Promise.all([
      wss.wrap(ours, 'initiator', { tls: { insecure: true }, ws: {} }, signal),
      wss.wrap(theirs, 'acceptor', { tls: {}, ws: {} }, signal),
    ]);
    return { ours: client, theirs: server };
  },
});

describe('wss:', () => {
  it.each(['wss:tcp:host:443', 'wss?ca=/x.pem&insecure&path=/chat&text:tcp:host:8443'])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it('has the options of both, each once', () => {
    const names = wss.options.map((o) => o.name);
    expect(names).toContain('insecure');
    expect(names).toContain('protocol');
    expect(new Set(names).size).toBe(names.length);
  });

  it('serves the client of the package, and is its client with the right name in Host', async () => {
    const listener = await acceptAddress(parseAddress('wss?path=/chat:127.0.0.1:0'), {}, never);
    const theirs = listener[Symbol.asyncIterator]();
    const client = new WebSocket(`wss://${listener.addresses[0]}/chat`, { rejectUnauthorized: false });
    client.on('open', () => client.send('secret'));
    const served = (await theirs.next()).value;
    expect(served.facts).toMatchObject({ scheme: 'wss', tls: { protocol: 'TLSv1.3' }, ws: { path: '/chat' } });
    for await (const chunk of served.incoming) {
      expect(String(Buffer.from(chunk))).toBe('secret');
      break;
    }
    client.close();
    served.close();
    const [ours, second] = await Promise.all([
      openAddress(parseAddress(`wss?insecure:${listener.addresses[0]}?path=/chat`), {}, never),
      theirs.next(),
    ]);
    await ours.write(text('again'));
    await ours.end();
    expect(String(await readAll(second.value))).toBe('again');
    second.value.close();
    await listener.close();
  });

  it('does not open where the certificate is not trusted', async () => {
    const listener = await acceptAddress(parseAddress('wss:127.0.0.1:0'), {}, never);
    await expect(openAddress(parseAddress(`wss:${listener.addresses[0]}`), {}, never)).rejects.toThrow('the certificate is self-signed');
    await listener.close();
  });
});
