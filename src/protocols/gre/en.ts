/** What GRE says, in English. */

export const en = {
  packet: '{source} sends {target} a packet inside a tunnel (GRE).',
  tunnel: 'It travels in a GRE tunnel from {source} to {target}.',
  'about.gre': 'GRE wraps a packet of any kind into an IP packet: a tunnel between two routers.',
  'gre.flags_and_version': 'Which of the optional fields are there.',
  'gre.proto': 'What the tunnel carries.',
  'gre.key': 'The number of the tunnel, where there are several.',
  'gre.sequence_number': 'Counts the packets, so that their order can be kept.',
  'gre.checksum': 'Guards header and data.',
} as const;
