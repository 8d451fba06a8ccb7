/** EtherTypes (IEEE 802 registry) that people meet. */
export const ETHERTYPES: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x0842: 'Wake on LAN',
  0x22f3: 'TRILL',
  0x6003: 'DECnet',
  0x6558: 'Transparent Ethernet bridging',
  0x8035: 'RARP',
  0x809b: 'AppleTalk',
  0x80f3: 'AppleTalk ARP',
  0x8100: '802.1Q Virtual LAN',
  0x8137: 'IPX',
  0x86dd: 'IPv6',
  0x8808: 'MAC Control',
  0x8809: 'Slow Protocols',
  0x8847: 'MPLS label switched packet',
  0x8848: 'MPLS multicast label switched packet',
  0x8863: 'PPPoE Discovery',
  0x8864: 'PPPoE Session',
  0x888e: '802.1X Authentication',
  0x88a2: 'ATA over Ethernet',
  0x88a8: '802.1ad Provider Bridge',
  0x88cc: 'LLDP',
  0x88e5: 'MACsec',
  0x88f7: 'PTP',
  0x9000: 'Loopback',
};

/** What carries an EtherType that says nothing to anybody is called by its number in rows. */
export const labelOf = (type: number, own: string): string =>
  type > 1500 && ETHERTYPES[type] === undefined ? `0x${type.toString(16).padStart(4, '0')}` : own;
