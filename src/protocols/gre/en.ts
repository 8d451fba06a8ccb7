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
  'gre.flags.checksum': '1: a checksum follows.',
  'gre.flags.key': '1: a key follows that tells tunnels apart.',
  'gre.flags.sequence_number': '1: packets are numbered.',
  'gre.flags.routing': '1: a way is laid down (not used any more).',
  'gre.flags.strict_source_route': '1: exactly that way (not used any more).',
  'gre.flags.recursion_control': 'How many more tunnels are allowed inside (not used any more).',
  'gre.flags.reserved': 'Always 0.',
  'gre.flags.version': '0; 1 is that of PPTP.',
  'gre.offset': 'Where in the way we are (not used any more).',
} as const;
