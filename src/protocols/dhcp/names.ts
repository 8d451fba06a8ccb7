/** What values in DHCP are called, as Wireshark has them. */
import type { Names } from '../../wire/value.ts';

export const OPERATIONS: Names = { 1: 'Boot Request', 2: 'Boot Reply' };

export const MESSAGES: Names = {
  1: 'Discover',
  2: 'Offer',
  3: 'Request',
  4: 'Decline',
  5: 'ACK',
  6: 'NAK',
  7: 'Release',
  8: 'Inform',
  9: 'Force Renew',
  10: 'Lease query',
  11: 'Lease Unassigned',
  12: 'Lease Unknown',
  13: 'Lease Active',
  14: 'Bulk Lease Query',
  15: 'Lease Query Done',
  16: 'Active LeaseQuery',
  17: 'Lease Query Status',
  18: 'TLS',
};

/** RFC 826's hardware types that are in use. */
export const HARDWARE: Names = {
  0: 'Reserved',
  1: 'Ethernet',
  6: 'IEEE 802',
  7: 'ARCNET',
  15: 'Frame Relay',
  16: 'ATM',
  17: 'HDLC',
  18: 'Fibre Channel',
  19: 'ATM',
  20: 'Serial Line',
  24: 'IEEE 1394.1995',
  27: 'EUI-64',
  32: 'InfiniBand',
};

export const ARCHITECTURES: Names = Object.fromEntries(
  [
    'IA x86 PC',
    'NEC/PC98',
    'IA64 PC',
    'DEC Alpha',
    'ArcX86',
    'Intel Lean Client',
    'EFI IA32',
    'EFI x64',
    'EFI Xscale',
    'EFI BC',
    'ARM 32-bit UEFI',
    'ARM 64-bit UEFI',
    'PowerPC Open Firmware',
    'PowerPC ePAPR',
    'POWER OPAL v3',
    'x86 UEFI HTTP',
    'x64 UEFI HTTP',
    'EBC UEFI HTTP',
    'ARM 32-bit UEFI HTTP',
    'ARM 64-bit UEFI HTTP',
    'PC/AT HTTP',
    'ARM 32-bit uboot',
    'ARM 64-bit uboot',
    'ARM 32-bit uboot HTTP',
    'ARM 64-bit uboot HTTP',
    'RISC-V 32-bit UEFI',
    'RISC-V 32-bit UEFI HTTP',
    'RISC-V 64-bit UEFI',
    'RISC-V 64-bit UEFI HTTP',
    'RISC-V 128-bit UEFI',
    'RISC-V 128-bit UEFI HTTP',
    's390 Basic',
    's390 Extended',
  ].map((name, n) => [n, name]),
);

export const NODES: Names = { 1: 'B-node', 2: 'P-node', 4: 'M-node', 8: 'H-node' };
export const AUTOMATIC: Names = { 0: 'DoNotAutoConfigure', 1: 'AutoConfigure' };
export const OVERLOADS: Names = {
  1: 'Boot file name holds options',
  2: 'Server host name holds options',
  3: 'Boot file and server host names hold options',
};
export const NAME_SERVICES: Names = {
  0: 'Local naming information (e.g., an /etc/hosts file on a UNIX machine)',
  6: 'Domain Name Server Option',
  41: 'Network Information Servers Option',
  44: 'NetBIOS over TCP/IP Name Server Option',
  65: 'Network Information Service+ Servers Option',
};
export const DUIDS: Names = {
  1: 'link-layer address plus time',
  2: 'assigned by vendor based on Enterprise number',
  3: 'link-layer address',
  4: 'UUID-based',
};
export const AGENT_PARTS: Names = {
  1: 'Agent Circuit ID',
  2: 'Agent Remote ID',
  3: 'Reserved',
  4: 'DOCSIS Device Class',
  5: 'Link selection',
  6: 'Subscriber ID',
  7: 'RADIUS Attributes',
  8: 'Authentication',
  9: 'Vendor-Specific Information',
  10: 'Flags',
  11: 'Server ID Override',
};
