/** Endpoint `raw:` : packets of one IP protocol from and to a host, below TCP and UDP. Linux, with the optional package koffi and the right to it. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, flagOption, type OptionHelp, printOptions, secondsOption, splitOptions } from '../../base/options.ts';

export interface RawAddress {
  /** Number of the protocol in the IP header; absent where each packet brings its own header. */
  readonly protocol?: number;
  readonly host: string;
  readonly header?: boolean;
  /** An address of this machine. */
  readonly from?: string;
  /** Seconds to wait for more after our own end; default 2, 0: for ever. */
  readonly wait?: number;
}

const options: readonly OptionHelp[] = [
  { name: 'from', value: 'ADDRESS', help: 'an address of this machine to send from' },
  { name: 'header', help: 'what is sent begins with an IP header of its own, and what comes has one, too (IPv4)' },
  { name: 'wait', value: 'SECONDS', help: 'after our own end, end after so much silence (2; 0: never)' },
];

/** Names of protocols above IP, as in /etc/protocols. */
export const IP_PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  ospf: 89,
  sctp: 132,
  udplite: 136,
};

export const raw: EndpointType<RawAddress> = {
  scheme: 'raw',
  title: 'Raw IP socket: packets of one protocol above IP, with the right to it',
  example: 'raw:icmp:127.0.0.1',
  framing: 'datagram',
  options,
  parse: (text) => parse(text),
  print: ({ protocol, host, header, from, wait }) => {
    const name = Object.entries(IP_PROTOCOLS).find(([, number]) => number === protocol)?.[0];
    const words = printOptions({ from, header: header === true, wait });
    return `raw:${protocol === undefined ? '' : `${name ?? protocol}:`}${host.includes(':') ? `[${host}]` : host}${words}`;
  },
  open: async (at, o, signal) => (await import('./open.ts')).openRaw(at, raw.print(at), o, signal),
};

const parse = (text: string): RawAddress => {
  const place = `raw:${text}`;
  const { head, options: given } = splitOptions(text, place);
  checkOptions(given, options, place);
  const header = flagOption(given, 'header', place) || undefined;
  const [, word, rest = ''] = /^([a-z0-9-]+):(.+)$/i.exec(head) ?? [];
  const protocol = word === undefined ? undefined : protocolOf(word);
  const host = (protocol === undefined ? head : rest).replace(/^\[(.*)\]$/, '$1');
  if (protocol === undefined && header === undefined)
    throw new UsageError(place, sayWrong('rawForm'), text, sayWrong('protocolsAre', { names: Object.keys(IP_PROTOCOLS).join(', ') }));
  if (host === '') throw new UsageError(place, sayWrong('hostBehind'), text);
  return defined<RawAddress>({ protocol, host, header, from: given.get('from'), wait: secondsOption(given, 'wait', place) });
};

const protocolOf = (word: string): number | undefined =>
  /^\d{1,3}$/.test(word) && Number(word) < 256 ? Number(word) : Object.hasOwn(IP_PROTOCOLS, word) ? IP_PROTOCOLS[word] : undefined;
