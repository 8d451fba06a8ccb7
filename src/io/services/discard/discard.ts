/** Service `discard`: throws away what it gets and says nothing, RFC 863. */

import type { Service } from '../../base/service.ts';
import { discardIncoming } from '../../channels/lingering-close.ts';

export const discard: Service = {
  name: 'discard',
  title: 'Throws away what it gets',
  spec: 'RFC 863',
  port: 9,
  framings: ['stream', 'datagram'],
  serve: async (channel) => {
    await discardIncoming(channel, Number.POSITIVE_INFINITY);
  },
};
