/** Service `echo`: sends back what it gets, RFC 862. */

import type { Service } from '../../base/service.ts';
import { pump } from '../../link/pump.ts';

export const echo: Service = {
  name: 'echo',
  title: 'Sends back what it gets',
  spec: 'RFC 862',
  port: 7,
  framings: ['stream', 'datagram'],
  serve: async (channel) => {
    const end = await pump(channel, channel);
    if (end.kind !== 'end') throw end.error;
  },
};
