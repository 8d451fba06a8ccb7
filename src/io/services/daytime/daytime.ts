/** Service `daytime`: the date and the time of day as a line, RFC 867. */

import { utf8 } from '../../../core/bytes.ts';
import { strftime } from '../../../core/strftime.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import { type Service, sharedOptions } from '../../serve/service.ts';

export const daytime: Service<string> = {
  name: 'daytime',
  title: 'Says the date and the time of day',
  spec: 'RFC 867',
  ports: { tcp: 13, udp: 13 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT',
  options: { format: sharedOptions.format },
  parse: ({ format = sharedOptions.format.fallback }) => String(format),
  serve: (channel, { options, now }) => sayOnce(channel, () => utf8(`${strftime(options, new Date(now()))}\r\n`)),
};
