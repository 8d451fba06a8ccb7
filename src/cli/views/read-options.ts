/** What may be typed after `wirecat read`. */
import type { Values } from '../command/options.ts';

export const options = {
  filter: {
    short: 'Y',
    value: 'FILTER',
    help: "only frames that pass, e.g. 'ip.addr == 10.0.0.0/8 && tcp.port == 80'",
    group: 'Which frames',
    complete: 'filter',
  },
  count: { short: 'c', value: 'N', kind: 'integer', min: 1, help: 'stop after reading N frames', group: 'Which frames' },
  frame: { value: 'N', kind: 'integer', min: 1, help: 'frame N as tree, bytes and bit-rulers', group: 'Views' },
  select: { value: 'FIELD', help: 'with --frame: mark the bytes of a field, e.g. ip.ttl', group: 'Views', complete: 'filter' },
  ladder: { help: 'one conversation as arrows between two hosts', group: 'Views' },
  follow: {
    value: 'PROTOCOL,N',
    help: 'what the two sides of conversation N said (tcp, udp, udplite, or pdu without IP), or only its messages (http, tls, dns, …)',
    group: 'Views',
  },
  hex: { help: 'with --follow: a hex dump', group: 'Views' },
  raw: { help: 'with --follow: the bytes as they were', group: 'Views' },
  side: { value: 'SIDE', choices: ['client', 'server'], help: 'with --follow: only what one side said', group: 'Views' },
  verify: { help: 'recompute every checksum and tell which are wrong', group: 'Views' },
  json: { help: 'one JSON object a line instead of text, in every view', group: 'Machines' },
  fields: { short: 'e', value: 'A,B,C', repeat: true, help: 'only these fields, an object a line', group: 'Machines', complete: 'filter' },
} as const;
export type ReadOptions = Values<typeof options>;
