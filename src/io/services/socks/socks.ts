/** Service `socks`: connects for clients of SOCKS 4, 4a and 5, RFC 1928. */
import { serveSocks } from '../../proxy/socks-server.ts';
import { checkedTarget, connectFor, HANDSHAKE_TIME, type Proxying, parseProxying, proxyingOptions } from '../../serve/proxying.ts';
import type { Service } from '../../serve/service.ts';

export const socks: Service<Proxying> = {
  name: 'socks',
  title: 'Connects for clients of SOCKS 4, 4a and 5',
  spec: 'RFC 1928',
  ports: { tcp: 1080 },
  framings: ['stream'],
  example: 'curl -x socks5h://HOST:PORT http://example.org/',
  options: proxyingOptions,
  parse: parseProxying,
  serve: (channel, context) =>
    serveSocks(
      channel,
      {
        auth: context.options.auth,
        patience: HANDSHAKE_TIME,
        dial: async (to) => connectFor(channel, await checkedTarget(to, channel, context), context),
        onRequest: (what, outcome) => context.say([`${channel.remote}: ${what}: `, ...outcome]),
      },
      context.signal,
    ),
};
