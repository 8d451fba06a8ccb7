/** What Frame Relay says, in English. */

export const en = {
  packet: 'A packet goes over the virtual circuit {dlci} of a Frame Relay network.',
  'about.fr': 'Frame Relay carries packets over virtual circuits that a provider has set up.',
  'fr.dlci': 'The number of the circuit: it takes the place of an address.',
  'fr.upper_dlci': 'The high bits of that number.',
  'fr.second_dlci': 'The low bits of that number.',
  'fr.cr': 'Not used by the network.',
  'fr.ea': '1: the last byte of the address.',
  'fr.fecn': '1: there was a jam on the way of this frame.',
  'fr.becn': '1: there is a jam in the other direction.',
  'fr.de': '1: to be dropped first in a jam.',
  'fr.control': 'What kind of frame it is: 3 is plain data.',
  'fr.nlpid': 'What the frame carries.',
  'fr.chdlctype': 'What the frame carries.',
  'fr.first_addr_octet': 'The first byte of the address.',
  'fr.second_addr_octet': 'The second byte of the address.',
} as const;
