/** Lines of a step console: what a call returned, why it failed and what to do then, and the sockets of which something has changed. */
import { grouped, visible } from '../core/text.ts';
import { type Line, line, span } from './text.ts';

/** A call and its return, as it is shown. */
export interface StepReturn {
  readonly step: number;
  /** `bind(3, 127.0.0.1:7007)` */
  readonly shown: string;
  readonly value: number;
  /** The system's name of what went wrong, and its words. */
  readonly error?: { readonly name: string; readonly words: string };
  readonly ms: number;
  readonly bytes?: Uint8Array;
  readonly from?: string;
  readonly made?: string;
  /** Made on a socket whose bytes are a stream. */
  readonly isStream: boolean;
  /** How many bytes were to be sent. */
  readonly asked?: number;
}

export interface StepSocketRow {
  readonly name: string;
  readonly fd: number;
  readonly kind: string;
  readonly state: string;
  readonly local: string;
  readonly remote: string;
  readonly waiting: number;
  readonly unacknowledged: number;
  readonly backlog: number;
  readonly blocks: boolean;
}

/** From this many milliseconds on a call is said to have blocked. */
const BLOCKED = 20;

export const returnLines = (r: StepReturn): readonly Line[] => {
  const took = r.ms >= BLOCKED ? `   blocked ${duration(r.ms)}` : '';
  const head = line(
    span(`${r.step} `.padStart(4), 'dim'),
    span(visible(r.shown), 'title'),
    ` = ${r.value}`,
    ...given(r),
    span(took, 'dim'),
  );
  if (r.error === undefined) return [head, ...shortSend(r)];
  const { name, words } = r.error;
  const todo = TODO[name];
  return [head, line('    ', span(`${name}: ${words}`, 'warn'), todo === undefined ? '' : `: ${todo}`)];
};

/** Where the system took fewer bytes than were given. */
const shortSend = ({ asked = 0, value }: StepReturn): readonly Line[] =>
  value >= asked
    ? []
    : [
        line(
          '    ',
          span(`only ${grouped(value)} of ${grouped(asked)} bytes: the buffer is full`, 'warn'),
          ': send the rest later, as sendall does',
        ),
      ];

/** What it gave beside a number. */
const given = ({ made, bytes, from, value, error, isStream }: StepReturn): readonly (string | ReturnType<typeof span>)[] => {
  if (error !== undefined) return [];
  const parts: (string | ReturnType<typeof span>)[] = [];
  if (made !== undefined) parts.push(` → ${made}`);
  if (bytes !== undefined)
    parts.push('  ', value === 0 ? (isStream ? 'the end: the other side sends nothing more' : 'an empty datagram') : span(textOf(bytes)));
  if (from !== undefined && from !== '')
    parts.push(made === undefined && bytes === undefined ? `  ${visible(from)}` : `  from ${visible(from)}`);
  return parts;
};

const textOf = (bytes: Uint8Array): string => {
  const text = JSON.stringify(visible(new TextDecoder().decode(bytes.subarray(0, 200)).replaceAll('\n', '⏎'))).replaceAll('⏎', '\\n');
  return bytes.length > 200 ? `${text.slice(0, -1)}…"` : text;
};

export const blocksLine = (step: number, shown: string): Line =>
  line(span(`${step} `.padStart(4), 'dim'), span(visible(shown), 'title'), ' blocks: go on typing, its return is told when it comes');

export const socketLines = (rows: readonly StepSocketRow[]): readonly Line[] => rows.map(socketLine);

const socketLine = ({ name, fd, kind, state, local, remote, waiting, unacknowledged, backlog, blocks }: StepSocketRow): Line => {
  const places = [local, remote].filter((place) => place !== '').map((place) => visible(place));
  const parts = [
    `fd ${fd}`,
    kind,
    places.join(' ↔ '),
    state === 'LISTEN'
      ? `${waiting} of ${backlog} wait to be accepted`
      : waiting > 0
        ? `${grouped(waiting)} bytes wait to be received`
        : '',
    unacknowledged > 0 ? `${grouped(unacknowledged)} sent, not acknowledged` : '',
    blocks ? '' : 'does not block',
  ];
  return line('       ', span(name, 'here'), ' ', span(state, 'good'), span(`  ${parts.filter((part) => part !== '').join(', ')}`, 'dim'));
};

const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** What to do about an error of a call on a socket. */
const TODO: Readonly<Record<string, string>> = {
  EACCES: 'ports below 1024 are for privileged programs: take a higher one',
  EADDRINUSE: 'another socket has this address: take another port, or type setsockopt s SO_REUSEADDR 1 before bind',
  EADDRNOTAVAIL: 'this machine has no such address',
  EAGAIN: 'nothing is there yet, and the socket does not block (or its time is over): ask again later',
  EALREADY: 'a connection is being opened already',
  EBADF: 'this socket is closed',
  ECONNREFUSED: 'nobody listens on that port: a reset came back',
  ECONNRESET: 'the other side cut the connection',
  EDESTADDRREQ: 'say where to: sendto, or connect first',
  EINPROGRESS: 'the handshake goes on by itself; the state tells when it is ESTABLISHED',
  EINVAL: 'the call does not fit the state of this socket',
  EISCONN: 'it is connected already',
  EMSGSIZE: 'one datagram cannot be so long',
  ENETUNREACH: 'there is no way to that network',
  ENOTCONN: 'it is not connected: connect or accept comes first',
  EOPNOTSUPP: 'sockets of this kind have no such call',
  EPERM: 'raw sockets are for privileged programs (root, or CAP_NET_RAW)',
  EPIPE: 'this direction is shut: the other side cannot get anything any more',
  ETIMEDOUT: 'no answer came to any SYN',
};
