/** What the loopback link says, in English. */

export const en = {
  packet: 'A packet of {family} stays within this machine (loopback).',
  number: 'the address family {number}',
  'about.null': 'What macOS and BSD put before packets that stay within the machine.',
  'null.family': 'What the packet is: 2 is IPv4; IPv6 is 24, 28 or 30, by the system.',
  'null.type': 'The same as an EtherType.',
} as const;
