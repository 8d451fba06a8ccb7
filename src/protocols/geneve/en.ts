/** What Geneve says, in English. */

export const en = {
  packet: '{source} sends {target} a packet of the virtual network {vni} (Geneve).',
  tunnel: 'It travels in a Geneve tunnel from {source} to {target}, in the virtual network {vni}.',
  'about.geneve': 'Geneve wraps frames of virtual networks into UDP.',
  'geneve.vni': 'The number of the virtual network.',
  'geneve.proto_type': 'What the tunnel carries.',
} as const;
