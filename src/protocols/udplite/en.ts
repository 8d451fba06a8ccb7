/** What UDP-Lite says, in English. */

export const en = {
  datagram:
    '{sender} sends port {port} of {receiver:gen} a datagram of {count|byte|bytes}; it stays useful if its unguarded part is damaged (UDP-Lite).',
  'about.udplite': 'UDP-Lite is UDP whose checksum may cover only the first part: for speech and pictures that stand small errors.',
  'udplite.srcport': 'The port of the program that sent it.',
  'udplite.dstport': 'The port of the program that it is for.',
  'udplite.checksum_coverage': 'How many bytes the checksum guards; 0: all.',
  'udplite.checksum': 'Guards that part.',
} as const;
