/** What VXLAN says, in English. */

export const en = {
  packet: '{source} sends {target} a frame of the virtual network {vni} (VXLAN).',
  tunnel: 'It travels in a VXLAN tunnel from {source} to {target}: the virtual network {vni} reaches over the Internet Protocol.',
  'about.vxlan': 'VXLAN wraps Ethernet frames into UDP, so that one virtual network spans many machines.',
  'vxlan.vni': 'The number of the virtual network.',
  'vxlan.flags': 'Which of the fields count.',
} as const;
