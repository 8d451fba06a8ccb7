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
  view: {
    negatable: true,
    help: 'look around: list, tree and bytes (on a terminal by itself for FILE alone; --no-view prints rows)',
    group: 'Views',
  },
  frame: { value: 'N', kind: 'integer', min: 1, help: 'frame N as tree, bytes and bit-rulers', group: 'Views' },
  select: { value: 'FIELD', help: 'with --frame: mark the bytes of a field, e.g. ip.ttl', group: 'Views', complete: 'filter' },
  ladder: { help: 'one conversation as arrows between two hosts', group: 'Views' },
  states: { help: 'with --ladder: in which state of TCP each side is, where that changes', group: 'Views' },
  conversations: { help: 'who talked to whom: a line each, with the number that --follow takes', group: 'Views' },
  follow: {
    value: 'PROTOCOL,N',
    help: 'what the two sides of conversation N said (tcp, udp, udplite, or pdu without IP), or only its messages (http, tls, dns, …)',
    group: 'Views',
  },
  hex: { help: 'with --follow: a hex dump', group: 'Views' },
  raw: { help: 'with --follow: the bytes as they were', group: 'Views' },
  side: { value: 'SIDE', choices: ['client', 'server'], help: 'with --follow: only what one side said', group: 'Views' },
  verify: { help: 'recompute every checksum and tell which are wrong', group: 'Views' },
  details: { short: 'V', help: 'every frame as a tree', group: 'As tshark spells it' },
  bytes: { short: 'x', help: 'the bytes of every frame behind its row or tree', group: 'As tshark spells it' },
  read: { short: 'r', value: 'FILE', help: 'the same as FILE', group: 'As tshark spells it', complete: 'file' },
  format: {
    short: 'T',
    value: 'fields',
    help: 'the fields of -e in columns with tabs between; JSON is --json',
    group: 'As tshark spells it',
  },
  statistics: {
    short: 'z',
    value: 'conv,tcp',
    help: 'the same as --conversations; follow,tcp,ascii,0 is --follow tcp,0',
    group: 'As tshark spells it',
  },
  of: { value: 'PROTOCOL', help: 'with --conversations: only those of a protocol', group: 'Views' },
  quiet: { short: 'q', help: 'nothing: for lines that have it', hidden: true },
  numbers: { short: 'n', help: 'nothing: names are never looked up', hidden: true },
  live: { short: 'l', help: 'nothing: rows from a pipe show at once', hidden: true },
  passes: { short: '2', help: 'nothing: frames are taken once', hidden: true },
  'show-secrets': { help: 'passwords and cookies as they are; otherwise asterisks stand for them in every view', group: 'Views' },
  json: { help: 'one JSON object a line instead of text, in every view', group: 'Machines' },
  fields: {
    short: 'e',
    value: 'A,B,C',
    repeat: true,
    help: 'only these fields, an object a line, or with -T fields in columns',
    group: 'Machines',
    complete: 'filter',
  },
} as const;
export type ReadOptions = Values<typeof options>;
