/** What UDP-Lite says, in English. */

export const en = {
  datagram:
    '{sender} sends port {port} of {receiver:gen} a datagram of {count|byte|bytes}; it stays useful if its unguarded part is damaged (UDP-Lite).',
  'about.udplite': 'UDP-Lite is UDP whose checksum may cover only the first part: for speech and pictures that stand small errors.',
  'udplite.srcport': 'The port of the program that sent it.',
  'udplite.dstport': 'The port of the program that it is for.',
  'udplite.checksum_coverage': 'How many bytes the checksum guards; 0: all.',
  'udplite.checksum': 'Guards that part.',
  'udplite.checksum.status': 'Whether the checksum was found right.',
  'udplite.payload': 'What it carries.',
  'udplite.stream': 'The number of the conversation in this capture.',
  'udplite.time_relative': 'Seconds since its first datagram.',
  'udplite.time_delta': 'Seconds since the one before.',
} as const;
