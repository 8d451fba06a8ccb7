/** The control bits of TCP, RFC 9293 §3.1, RFC 3168, RFC 9768 (accurate ECN): their values and names. */

export const TcpFlag = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16, urg: 32 } as const;

/** Bits that have no name here. */
const RESERVED = 0xe00;
const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];
const LAMPS = 'FSRPAUECA';

/** `SYN, ACK`, lowest bit first; empty where none of the nine is set. */
export const flagText = (flags: number): string => {
  const set = NAMES.filter((_, bit) => (flags >> bit) & 1);
  if (flags & RESERVED) set.push('Reserved');
  return set.join(', ');
};

/** Twelve places, highest bit first: a letter where the flag is set, a dot where not. */
export const flagLamps = (flags: number): string => {
  let s = '';
  for (let bit = 11; bit >= 0; bit--) s += (flags >> bit) & 1 ? (LAMPS[bit] ?? 'R') : '·';
  return s;
};
