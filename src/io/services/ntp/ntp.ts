/** Service `ntp`: tells the time of this machine to clients (RFC 5905, mode 4), as `local clock` of a low rank: nobody should set a clock by it. */
import { type Bytes, utf8 } from '../../../core/bytes.ts';
import { NOTHING, NtpMode, ntpTime, readNtp, writeNtp } from '../../../protocols/ntp/message.ts';
import { answerEach } from '../../serve/answer-each.ts';
import type { Service } from '../../serve/service.ts';
import { Allowances } from './allowances.ts';

/** As ntpd calls a clock that nothing but itself keeps (127.127.1.0). */
const LOCAL = Uint8Array.of(127, 127, 1, 0);
const STRATUM = 10;
/** A microsecond, as a power of two of seconds. */
const PRECISION = -20;
const DISPERSION = 0.01;
/** Milliseconds between two times at which the clock counts as set. */
const SET_EVERY = 64_000;
const VERSIONS = { least: 1, most: 4 };

export const ntp: Service<Allowances> = {
  name: 'ntp',
  title: 'Tells the time of this machine',
  spec: 'RFC 5905',
  ports: { udp: 123 },
  framings: ['datagram'],
  example: "chronyd -Q -t 5 'server HOST port PORT iburst'",
  options: {},
  parse: () => new Allowances(),
  serve: (channel, { options, now }) => {
    const address = channel.facts.remoteIp?.address ?? channel.remote;
    return answerEach(channel, (request) => answerTo(request, options.take(address, now()), now));
  },
};

/** Only clients are answered (mode 3): neither those who would set the clock nor those who ask for lists (modes 6 and 7). */
export const answerTo = (request: Bytes, allowed: 'yes' | 'warn' | 'no', now: () => number): Bytes | undefined => {
  const came = now();
  const asked = readNtp(request);
  if (asked === undefined || asked.mode !== NtpMode.client || allowed === 'no') return undefined;
  if (asked.version < VERSIONS.least || asked.version > VERSIONS.most) return undefined;
  const { version, poll } = asked;
  const head = { ...NOTHING, version, poll, mode: NtpMode.server, origin: asked.transmit, receive: ntpTime(came) };
  // Kiss-o'-death (§7.4): the client has to ask less often.
  if (allowed === 'warn') return writeNtp({ ...head, leap: 3, precision: PRECISION, reference: utf8('RATE'), transmit: ntpTime(now()) });
  return writeNtp({
    ...head,
    stratum: STRATUM,
    precision: PRECISION,
    rootDispersion: DISPERSION,
    reference: LOCAL,
    referenceTime: ntpTime(Math.floor(came / SET_EVERY) * SET_EVERY),
    transmit: ntpTime(now()),
  });
};
