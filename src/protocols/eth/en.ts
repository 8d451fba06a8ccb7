/** What Ethernet says, in English. */

export const en = {
  frame: '{source} sends {receiver} a frame of the kind {type}.',
  length: '{source} sends {receiver} {count|byte|bytes} in a frame of IEEE 802.3, which says its length in place of a kind.',
  group: '{source} sends the group {target} a frame of the kind {type}.',
  'about.eth': 'Ethernet carries a frame over one cable or radio link, from one network adapter to the next.',
  'eth.dst': 'The MAC address of the adapter that shall take the frame: the next stop, not the final destination.',
  'eth.src': 'The MAC address of the adapter that sent this frame.',
  'eth.addr': 'A MAC address: 6 bytes that name a network adapter.',
  'eth.type': 'What the frame carries: 0x0800 is IPv4, 0x86dd IPv6, 0x0806 ARP.',
  'eth.len': 'In frames of IEEE 802.3: how many bytes of data follow.',
  'eth.invalid_lentype': 'Too large for a length and too small for a kind: such a value means nothing.',
  'eth.dst.oui': "The first three bytes: who made the destination's adapter.",
  'eth.src.oui': "The first three bytes: who made the sender's adapter.",
  'eth.dst.lg': "1: the destination's address was not given by a manufacturer but by software.",
  'eth.dst.ig': '1: the frame is for a group or for all, not for one adapter.',
  'eth.src.lg': "1: the sender's address was not given by a manufacturer but by software.",
  'eth.src.ig': 'Always 0: a sender is one adapter, never a group.',
  'eth.padding': 'Filler: a frame is at least 60 bytes long, and this one had too little to say.',
  'eth.trailer': 'Bytes behind the packet that belong to no protocol known here.',
  'eth.fcs': 'The frame check sequence: with it the receiver notices damage on the way.',
  'eth.fcs.status': 'Whether the check sequence fits the bytes.',
} as const;
