/** Service `systat`: who is connected to the services here, RFC 866. The users of the system are nobody's business. */
import { utf8 } from '../../../core/bytes.ts';
import { durationText } from '../../../core/time.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import type { ServedRow, Service } from '../../serve/service.ts';

export const systat: Service<void> = {
  name: 'systat',
  title: 'Says who is connected to the services here',
  spec: 'RFC 866',
  ports: { tcp: 11, udp: 11 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel, { connections }) => sayOnce(channel, () => utf8(linesOf(connections()))),
};

const MOST_ROWS = 500;

/** A line for each who is connected; the one who asks is one of them. */
const linesOf = (rows: readonly ServedRow[]): string => {
  const shown = rows.slice(0, MOST_ROWS).map(lineOf);
  const more = rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more`] : [];
  return [...(shown.length === 0 ? ['nobody is connected'] : shown), ...more].map((line) => `${line}\r\n`).join('');
};

const lineOf = ({ service, remote, age, received, sent }: ServedRow): string =>
  `${service.padEnd(10)} ${remote.padEnd(23)} for ${durationText(age)}, said ${received} bytes, heard ${sent}`;
