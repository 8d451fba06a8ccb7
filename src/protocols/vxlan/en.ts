/** What VXLAN says, in English. */

export const en = {
  packet: '{source} sends {target} a frame of the virtual network {vni} (VXLAN).',
  tunnel: 'It travels in a VXLAN tunnel from {source} to {target}: the virtual network {vni} reaches over the Internet Protocol.',
  'about.vxlan': 'VXLAN wraps Ethernet frames into UDP, so that one virtual network spans many machines.',
  'vxlan.vni': 'The number of the virtual network.',
  'vxlan.flags': 'Which of the fields count.',
  'vxlan.flag_i': '1: the number of the network is given, as it must be.',
  'vxlan.flag_g': '1: a group policy is given.',
  'vxlan.flag_d': '1: addresses are not to be learned from it.',
  'vxlan.flag_a': '1: the policy was applied already.',
  'vxlan.flags_reserved': 'Always 0.',
  'vxlan.gbp': 'The group policy.',
  'vxlan.reserved8': 'Always 0.',
} as const;
