/** What UDP says, in English. */

export const en = {
  datagram: '{sender} sends port {port} of {receiver:gen} a datagram of {count|byte|bytes}; UDP neither confirms nor repeats it.',
  datagramNamed:
    '{sender} sends port {port} of {receiver:gen} a datagram of {count|byte|bytes}; port {known} is that of {service}. UDP neither confirms nor repeats it.',
  cut: '{sender} sends {receiver} a UDP datagram whose header is not whole; more cannot be told.',
  empty: '{sender} sends port {port} of {receiver:gen} a datagram without any data.',
  datagramAll: '{sender} sends port {port} of everybody on this network a datagram of {count|byte|bytes}.',
  'about.udp':
    'UDP carries single messages between programs: a port tells which program, a checksum guards them; nothing is confirmed, ordered or sent again (layer 4).',
  'udp.srcport': 'The port of the program that sent it: answers go there.',
  'udp.dstport': 'The port of the program that it is for.',
  'udp.length': 'Bytes of header and data: 8 are the header.',
  'udp.checksum': 'Guards header, data and the addresses of IP (pseudo header); 0 says that the sender worked none out.',
  'udp.checksum.zero': 'There is none, and over IPv6 there has to be one (RFC 8200).',
  'udp.checksum.status': 'Whether the checksum fits.',
  'udp.checksum_calculated': 'The checksum as it should be.',
  'udp.stream': 'The number of this conversation in the capture.',
  'udp.time_relative': 'Time since the first datagram of this conversation.',
  'udp.time_delta': 'Time since the datagram before it in this conversation.',
  'udp.payload': 'What the program sent: the data behind the header.',
} as const;
