/** What PPP says, in English. */

export const en = {
  packet: '{sender} sends {receiver} a packet of {protocol} over a line between two (PPP).',
  number: 'protocol {number}',
  'about.ppp': 'PPP carries packets over a line between exactly two machines: a modem, DSL.',
  'about.ppp.framed': 'What PPP carries behind its two fixed bytes.',
  'ppp.protocol': 'What the packet carries.',
  'ppp.address': 'Always 0xff: there is nobody else on the line.',
  'ppp.control': 'Always 3: data without numbers.',
} as const;
