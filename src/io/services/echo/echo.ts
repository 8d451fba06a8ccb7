/** Service `echo`: sends back what it gets, RFC 862. */

import { startPump } from '../../link/pump.ts';
import type { Service } from '../../serve/service.ts';

export const echo: Service<void> = {
  name: 'echo',
  title: 'Sends back what it gets',
  spec: 'RFC 862',
  ports: { tcp: 7, udp: 7 },
  framings: ['stream', 'datagram'],
  example: 'wirecat HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel) =>
    new Promise((resolve, reject) => {
      startPump(channel, channel, undefined, (end) => (end.kind === 'end' ? resolve() : reject(end.error)));
    }),
};
