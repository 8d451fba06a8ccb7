/** Service `systat`: who is connected to the services here, RFC 866. The users of the system are nobody's business. */
import { utf8 } from '../../../core/bytes.ts';
import { durationText } from '../../../core/time.ts';
import { isNear, sayOnce } from '../../serve/datagram-answer.ts';
import type { ServedRow, Service, ServiceContext } from '../../serve/service.ts';

export const systat: Service<void> = {
  name: 'systat',
  title: 'Says who is connected to the services here',
  spec: 'RFC 866',
  ports: { tcp: 11, udp: 11 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel, context) =>
    sayOnce(channel, () => (channel.facts.framing !== 'datagram' || isNear(channel) ? listOf(context) : recentListOf(context))),
};

const listOf = ({ connections }: ServiceContext): Uint8Array => utf8(linesOf(connections()));

/** For datagrams of other machines, of which many may come at once: the list takes long to make. */
const recentListOf = (context: ServiceContext): Uint8Array => {
  const at = context.now();
  let list = recent.get(context);
  if (list === undefined || Math.abs(at - list.made) > RECENT) {
    list = { made: at, bytes: listOf(context) };
    recent.set(context, list);
  }
  return list.bytes;
};
const recent = new WeakMap<ServiceContext, { readonly made: number; readonly bytes: Uint8Array }>();
/** Milliseconds. */
const RECENT = 1000;

const MOST_ROWS = 500;

/** A line for each who is connected; the one who asks is one of them. */
const linesOf = (rows: readonly ServedRow[]): string => {
  const shown = rows.slice(0, MOST_ROWS).map(lineOf);
  const more = rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more`] : [];
  return [...(shown.length === 0 ? ['nobody is connected'] : shown), ...more].map((line) => `${line}\r\n`).join('');
};

const lineOf = ({ service, remote, age, received, sent }: ServedRow): string =>
  `${service.padEnd(10)} ${remote.padEnd(23)} for ${durationText(age)}, said ${received} bytes, heard ${sent}`;
