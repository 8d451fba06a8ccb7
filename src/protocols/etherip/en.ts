/** What EtherIP says, in English. */

export const en = {
  packet: '{source} sends {target} an Ethernet frame inside a packet (EtherIP).',
  tunnel: 'It travels in an EtherIP tunnel from {source} to {target}, which joins two Ethernets.',
  'about.etherip': 'EtherIP wraps Ethernet frames into IP packets, so that two Ethernets far apart are one.',
  'etherip.ver': 'Always 3.',
  'etherip.reserved': 'Always 0.',
} as const;
