/** What ESP says, in English. */

export const en = {
  packet: '{source} sends {target} an encrypted packet of IPsec: number {sequence} under the keys {spi}.',
  alive: '{source} tells {target} nothing: the packet keeps a way through an address translator (NAT) open.',
  exchange: '{source} and {target} agree on keys for IPsec (IKE).',
  translated: 'It travels in UDP, because address translators (NAT) pass that on.',
  'about.esp': 'IPsec encrypts whole packets with it; who has no key sees only how many go and how long they are.',
  'about.udpencap': 'Puts the packets of IPsec into UDP, which address translators (NAT) pass on.',
  'esp.spi': 'Tells the receiver which keys belong to it.',
  'esp.sequence': 'Counts packets, so that nobody can send an old one again.',
  'udpencap.nat_keepalive': 'One byte that says nothing, and keeps the way open.',
  'udpencap.non_esp_marker': 'Four zeros where the keys would be named: what follows is no ESP.',
} as const;
