/** What Teredo says, in English. */

export const en = {
  packet: '{source} sends {target} a packet of IPv6 inside UDP (Teredo).',
  tunnel: 'It travels in UDP, because address translators (NAT) pass that on (Teredo).',
  origin: 'It travels in UDP (Teredo), and the server saw its sender at {address}, port {port}.',
  'about.teredo':
    'Teredo wraps packets of IPv6 into UDP, so that machines behind an address translator (NAT) of IPv4 reach others over IPv6.',
  'teredo.auth': 'Shows that the packet comes from who it says.',
  'teredo.auth.idlen': 'How many bytes the identifier has.',
  'teredo.auth.aulen': 'How many bytes the proof has.',
  'teredo.auth.id': 'Who the client is.',
  'teredo.auth.value': 'The proof: only who knows the secret can make it.',
  'teredo.auth.nonce': 'A number used once, so that no old answer can be sent again.',
  'teredo.auth.conf': '0: all is well; else the client needs a new key.',
  'teredo.orig': 'Where the server saw the packet come from.',
  'teredo.orig.port': 'The port that the address translator gave it; turned over on the wire, so that none changes it.',
  'teredo.orig.addr': 'The address that the address translator gave it; turned over on the wire, so that none changes it.',
} as const;
