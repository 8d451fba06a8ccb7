/** What VLAN says, in English. */

export const en = {
  frame: '{source} sends {target} a frame within the virtual network (VLAN) {id}.',
  tag: 'The frame belongs to the virtual network (VLAN) {id}: switches pass it on there alone.',
  'about.vlan': 'A tag in the frame says to which virtual network it belongs, so that several networks share one cable.',
  'vlan.id': 'The number of the virtual network.',
  'vlan.priority': 'How urgent the frame is: 0 ordinary, 5 speech, 7 control of the network.',
  'vlan.dei': '1: to be dropped first where there is congestion.',
  'vlan.etype': 'What the frame carries.',
} as const;
