/** What the Linux cooked link says, in English. */

export const en = {
  packet: 'Linux has recorded a packet of {protocol} that {way}.',
  ours: 'was for this machine',
  broadcast: 'was for all on its network',
  group: 'was for a group',
  others: 'was for another machine',
  sent: 'this machine sent',
  somehow: 'passed by',
  number: 'protocol {number}',
  'about.sll': 'What Linux puts before packets when all interfaces are captured at once.',
  'about.sll2': 'What Linux puts before packets when all interfaces are captured at once, second edition.',
  'sll.pkttype': 'For whom it was: 0 this machine, 1 all, 2 a group, 3 another, 4 sent by this one.',
  'sll.hatype': 'The kind of interface.',
  'sll.halen': "Bytes of the sender's address.",
  'sll.src.eth': 'The MAC address of the sender.',
  'sll.etype': 'What the packet carries.',
  'sll.ifindex': 'The number of the interface.',
} as const;
