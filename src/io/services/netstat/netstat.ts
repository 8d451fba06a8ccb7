/** Service `netstat`: the connections of the services here as netstat lists them; what port 15 once told of whole machines, and no longer should. */
import { utf8 } from '../../../core/bytes.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import type { ServedRow, Service } from '../../serve/service.ts';

export const netstat: Service<void> = {
  name: 'netstat',
  title: 'Lists the connections of the services here, as netstat does',
  spec: 'was netstat',
  ports: { tcp: 15 },
  framings: ['stream'],
  example: 'nc HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel, { connections }) => sayOnce(channel, () => utf8(linesOf(connections()))),
};

const MOST_ROWS = 500;
const HEADING = ['Service', 'Received', 'Sent', 'Local Address', 'Foreign Address'] as const;

/** The one who asks is one of them. */
const linesOf = (rows: readonly ServedRow[]): string => {
  const more = rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more`] : [];
  const cells = rows
    .slice(0, MOST_ROWS)
    .map(({ service, received, sent, local, remote }) => [service, String(received), String(sent), local, remote] as const);
  return [...[HEADING, ...cells].map(lineOf), ...more].map((line) => `${line}\r\n`).join('');
};

const lineOf = ([service, received, sent, local, remote]: readonly [string, string, string, string, string]): string =>
  `${service.padEnd(10)} ${received.padStart(9)} ${sent.padStart(9)} ${local.padEnd(23)} ${remote}`;
