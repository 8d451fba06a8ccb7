/** What Geneve says, in English. */

export const en = {
  packet: '{source} sends {target} a packet of the virtual network {vni} (Geneve).',
  tunnel: 'It travels in a Geneve tunnel from {source} to {target}, in the virtual network {vni}.',
  'about.geneve': 'Geneve wraps frames of virtual networks into UDP.',
  'geneve.vni': 'The number of the virtual network.',
  'geneve.proto_type': 'What the tunnel carries.',
  'geneve.version': 'Always 0.',
  'geneve.flags': 'What is special about this packet.',
  'geneve.flags.oam': '1: a packet of the tunnel itself, not of those who use it.',
  'geneve.flags.critical': '1: options must be understood.',
  'geneve.flags.reserved': 'Always 0.',
  'geneve.option.length': 'Bytes of the options.',
  'geneve.reserved': 'Always 0.',
} as const;
