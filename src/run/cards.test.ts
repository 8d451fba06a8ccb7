/** Cards: who has the other end, and what the system measures. */
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { tcp } from '../io/endpoints/tcp/tcp.ts';
import { parseTcpFigures } from '../io/net/tcp-figures.ts';
import { cardText, openCard, securityLines } from './cards.ts';

describe('figures', () => {
  const answer = `ESTAB 0 0 127.0.0.1:7 127.0.0.1:33388
\t bbr wscale:10,10 rto:204 rtt:1.53/3.01 mss:32768 cwnd:14 bytes_retrans:28 bbr:(bw:3013140624bps,mrtt:0.027,cwnd_gain:2.8) retrans:0/2 minrtt:0.027\n`;

  it('are read from what ss says', () => {
    expect(parseTcpFigures(answer)).toEqual({ rtt: 1.53, least: 0.027, window: 14, again: 2 });
    expect(parseTcpFigures('ESTAB 0 0 127.0.0.1:7 127.0.0.1:9\n\t cubic rtt:0.5/0.2 cwnd:10\n')).toEqual({
      rtt: 0.5,
      least: undefined,
      window: 10,
      again: 0,
    });
    expect(parseTcpFigures('')).toBeUndefined();
  });

  it('are said in one line', () => {
    expect(cardText({ rtt: 1.53, least: 0.027, window: 14, again: 2 })).toBe(
      'round trip 1.53 ms (least 0.027), congestion window 14 segments, 2 sent again',
    );
    expect(cardText({ rtt: 1.5, least: undefined, window: 10, again: 0 })).toBe(
      'round trip 1.5 ms, congestion window 10 segments, none sent again',
    );
  });
});

describe.runIf(existsSync('/proc/net/tcp'))('a conversation on this machine', () => {
  it('has this process at its other end', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume());
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
    const channel = await tcp.open(tcp.parse(`127.0.0.1:${port}`), {}, new AbortController().signal);
    const said: string[] = [];
    const card = openCard(channel, (line) => said.push(line));
    await card.close();
    expect(said[0]).toMatch(/^our port \d+ /);
    expect(said[1]).toMatch(new RegExp(`^the other end: .* \\(pid ${process.pid}\\)$`));
    await channel.close();
    server.close();
  });
});

describe('the goals of security', () => {
  const tls = { protocol: 'TLSv1.2', verified: false };
  it('are ticked off where TLS gives them', () =>
    expect(securityLines({ ...tls, cipher: 'TLS_AES_256_GCM_SHA384', verified: true })).toEqual([
      '✔ confidentiality: who listens sees no content (TLS_AES_256_GCM_SHA384)',
      '✔ integrity: who changes a byte is found out (GCM, an AEAD)',
      '✔ authentication: the certificate is verified',
    ]));
  it('are crossed out where it does not', () =>
    expect(securityLines({ ...tls, cipher: 'TLS_RSA_WITH_NULL_SHA256' })).toEqual([
      '✘ confidentiality: TLS_RSA_WITH_NULL_SHA256 hides nothing',
      '✔ integrity: who changes a byte is found out (HMAC with SHA256)',
      '✘ authentication: the other side has shown no certificate, so this may be anybody',
    ]));
});
