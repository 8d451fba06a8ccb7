/** What Cisco HDLC says, in English. */

export const en = {
  packet: 'A packet of {protocol} goes over the line between two routers (Cisco HDLC).',
  'about.chdlc': "Cisco's framing on lines between two routers.",
  'chdlc.address': '0x0f: for the other one; 0x8f: for all.',
  'chdlc.control': 'Always 0.',
  'chdlc.protocol': 'What the frame carries.',
} as const;
