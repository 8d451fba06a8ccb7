/** Service access points of LLC (IEEE 802.2), organisations and protocol numbers behind a SNAP header. */
type Names = Readonly<Record<number, string>>;

export const SAPS: Names = {
  0x00: 'NULL LSAP',
  0x02: 'LLC Sub-Layer Management',
  0x04: 'SNA Path Control',
  0x06: 'TCP/IP',
  0x08: 'SNA',
  0x0c: 'SNA',
  0x0e: 'PROWAY (IEC955) Network Management and Initialization',
  0x10: 'NetWare (unofficial?)',
  0x14: 'ISO Network Layer (OSLAN 1)',
  0x18: 'Texas Instruments',
  0x20: 'ISO Network Layer (unofficial?)',
  0x34: 'ISO Network Layer (unofficial?)',
  0x42: 'Spanning Tree BPDU',
  0x4e: 'EIA RS-511 Manufacturing Message Service',
  0x54: 'ISO Network Layer (OSLAN 2)',
  0x7e: 'ISO 8208 (X.25 over 802.2)',
  0x80: 'XNS',
  0x82: 'BACnet',
  0x86: 'Nestar',
  0x8e: 'PROWAY (IEC955) Active Station List Maintenance',
  0x98: 'ARP',
  0xaa: 'SNAP',
  0xb4: 'HP JetDirect Printer',
  0xba: 'Banyan Vines',
  0xbc: 'Banyan Vines',
  0xe0: 'NetWare',
  0xf0: 'NetBIOS',
  0xf4: 'IBM Net Management',
  0xf8: 'HP Extended LLC',
  0xfa: 'Ungermann-Bass',
  0xfc: 'Remote Program Load',
  0xfe: 'ISO Network Layer',
};
/** As whole bytes: with the bit of groups and of replies, only these have names. */
export const ADDRESSES: Names = { ...SAPS, 0x01: 'NULL LSAP', 0x7f: 'ISO 802.2', 0xff: 'Global LSAP' };

/** Of unnumbered frames, by their five modifier bits: short, then what it is. The two ways differ. */
const MODIFIERS: Readonly<Record<number, readonly [short: string, long: string]>> = {
  0x00: ['UI', 'Unnumbered Information'],
  0x08: ['UP', 'Unnumbered Poll'],
  0x10: ['DISC', 'Disconnect'],
  0x18: ['UA', 'Unnumbered Acknowledge'],
  0x20: ['SNRM', 'Set Normal Response Mode'],
  0x38: ['TEST', 'Test'],
  0x01: ['SIM', 'Set Initialization Mode'],
  0x21: ['FRMR', 'Frame reject'],
  0x31: ['CFGR', 'Configure'],
  0x03: ['SARM', 'Set Asynchronous Response Mode'],
  0x0b: ['SABM', 'Set Asynchronous Balanced Mode'],
  0x13: ['SARME', 'Set Asynchronous Response Mode Extended'],
  0x1b: ['SABME', 'Set Asynchronous Balanced Mode Extended'],
  0x23: ['RSET', 'Reset'],
  0x2b: ['XID', 'Exchange identification'],
  0x33: ['SNRME', 'Set Normal Response Mode Extended'],
  0x3b: ['BCN', 'Beacon'],
};
const REPLIES: typeof MODIFIERS = {
  ...MODIFIERS,
  0x10: ['RD', 'Request Disconnect'],
  0x01: ['RIM', 'Request Initialization Mode'],
  0x03: ['DM', 'Disconnected mode'],
};
const column = (names: typeof MODIFIERS, place: 0 | 1): Names =>
  Object.fromEntries(Object.entries(names).map(([key, pair]) => [key, pair[place]]));
export const COMMANDS = { short: column(MODIFIERS, 0), long: column(MODIFIERS, 1) };
export const RESPONSES = { short: column(REPLIES, 0), long: column(REPLIES, 1) };
export const SUPERVISORY = ['RR', 'RNR', 'REJ', 'SREJ'];
export const SUPERVISORY_NAMES: Names = { 0: 'Receiver ready', 1: 'Receiver not ready', 2: 'Reject', 3: 'Selective reject' };
export const FRAME_TYPES: Names = { 0: 'Information frame', 1: 'Supervisory frame', 3: 'Unnumbered frame' };

/** What numbers a SNAP header has: EtherTypes, or those of the organisation. */
export interface Organisation {
  readonly name: string;
  readonly key: string;
  readonly names?: Names;
}
export const ETHERNET = 0;
export const CISCO = 0x00000c;
/** Bridged frames of IEEE 802.1: a whole frame of another network follows. */
export const BRIDGED = 0x0080c2;
export const ORGANISATIONS: Readonly<Record<number, Organisation>> = {
  [ETHERNET]: { name: 'Officially Xerox, but 0:0:0:0:0:0 is more common', key: 'type' },
  [CISCO]: {
    name: 'Cisco Systems, Inc',
    key: 'cisco_pid',
    names: {
      0x0102: 'DRIP',
      0x0104: 'PAgP',
      0x0105: 'MLS Hello',
      0x010b: 'PVSTP+',
      0x010c: 'VLAN Bridge',
      0x0111: 'UDLD',
      0x2000: 'CDP',
      0x2001: 'CGMP',
      0x2003: 'VTP',
      0x2004: 'DTP',
      0x200a: 'STP Uplink Fast',
    },
  },
  0x0000f8: { name: 'Cisco 90-Compatible', key: 'type' },
  0x000081: { name: 'Bay Networks (Synoptics)', key: 'nortel_pid' },
  0x00005e: { name: 'ICANN, IANA Department', key: 'iana_pid' },
  0x001090: { name: 'Cimetrics, Inc.', key: 'cimetrics_pid' },
  0x0017f2: { name: 'Apple, Inc.', key: 'apple_awdl_pid' },
  0x001958: { name: 'Bluetooth SIG, Inc.', key: 'bluetooth_pid' },
  0x0001e8: { name: 'Force10 Networks, Inc.', key: 'force10_pid' },
  0x004096: { name: 'Cisco Systems, Inc', key: 'wlccp_pid' },
  [BRIDGED]: { name: 'IEEE 802.1 Working Group', key: 'pid' },
  0x00e02b: { name: 'Extreme Networks, Inc.', key: 'extreme_pid' },
  0x00e052: { name: 'Brocade Communications Systems LLC', key: 'foundry_pid' },
  0x080007: { name: 'Apple, Inc.', key: 'apple_atalk_pid', names: { 0x809b: 'AppleTalk' } },
  0x080009: { name: 'Hewlett Packard', key: 'hpteam_pid' },
};
