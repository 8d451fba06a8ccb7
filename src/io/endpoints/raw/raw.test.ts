/** raw: packets of one IP protocol between two addresses of this machine; the right to it is root's. */
import { describe, expect, it } from 'vitest';
import { endpointConformance } from '../../../../test/conformance/endpoint/suite.ts';
import { inPlainHost, inWholeHost } from '../../../../test/host.ts';
import { needs } from '../../../../test/needs.ts';
import { raw } from './raw.ts';

describe('raw: its words', () => {
  it.each(['icmp:127.0.0.1', '253:192.0.2.1?wait=0', 'ipv6-icmp:[::1]', '10.0.0.1?header', 'udp:127.0.0.1?from=127.0.0.2'])(
    '%s is printed as it was read',
    (words) => expect(raw.print(raw.parse(words))).toBe(`raw:${words}`),
  );

  it.each(['127.0.0.1', 'nothing:127.0.0.1', '256:127.0.0.1', 'icmp:'])('refuses %j', (words) => {
    expect(() => raw.parse(words)).toThrow(/expected (PROTOCOL:HOST|a host)/);
  });
});

/** For experiments (RFC 3692): nobody else listens to it. */
const PROTOCOL = 253;

inWholeHost(() =>
  needs('root').describe('with the right to it', () => {
    let pairs = 0;
    endpointConformance(raw, {
      pair: async (_folder, signal) => {
        const [a, b] = [`127.77.${++pairs}.1`, `127.77.${pairs}.2`];
        const open = (there: string, here: string) => raw.open(raw.parse(`${PROTOCOL}:${there}?from=${here}&wait=0`), {}, signal);
        return { ours: await open(b, a), theirs: await open(a, b) };
      },
      refused: { text: () => `${PROTOCOL}:127.0.0.1?from=192.0.2.77`, code: 'EADDRNOTAVAIL' },
      cannot: ['half-close', 'abort-is-seen'],
    });
  }),
);

inPlainHost(() =>
  it('is refused in a plain host', async () => {
    const opened = raw.open(raw.parse(`${PROTOCOL}:127.0.0.1`), {}, new AbortController().signal);
    await expect(opened).rejects.toThrow('expected more than Node alone for raw sockets, got WIRECAT_HOST=plain');
  }),
);
