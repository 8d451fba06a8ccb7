/** Service `discard`: throws away what it gets and says nothing, RFC 863. */

import { discardIncoming } from '../../channels/lingering-close.ts';
import type { Service } from '../../serve/service.ts';

export const discard: Service<void> = {
  name: 'discard',
  title: 'Throws away what it gets',
  spec: 'RFC 863',
  ports: { tcp: 9, udp: 9 },
  framings: ['stream', 'datagram'],
  example: 'head -c 1M /dev/zero | wirecat HOST PORT',
  options: {},
  parse: () => {},
  serve: async (channel) => {
    await discardIncoming(channel, Number.POSITIVE_INFINITY);
  },
};
