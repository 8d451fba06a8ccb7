/** What Linux tells of its sockets in /proc/net. */
import { readFileSync } from 'node:fs';
import { parseIp4, parseIp6 } from '../../core/address.ts';
import type { IpEnd } from '../base/tap.ts';
import { TCP_STATES } from '../host/tcp-states.ts';

/** One TCP socket. */
export interface TcpRow {
  /** `TIME_WAIT`: also of one that no program holds any more. */
  readonly state: string;
  /** Bytes that the peer has not acknowledged yet; our FIN counts as one. */
  readonly unacknowledged: number;
  /** Bytes that came and were not read. */
  readonly unread: number;
  /** A program has it open. */
  readonly isHeld: boolean;
}

/** Undefined where the system has no such socket, or does not tell. */
export const tcpRow = (local: IpEnd, remote: IpEnd): TcpRow | undefined => {
  const wanted = `${endText(local)} ${endText(remote)} `;
  try {
    const table = readFileSync(local.address.includes(':') ? '/proc/net/tcp6' : '/proc/net/tcp', 'latin1');
    const at = table.indexOf(wanted);
    const row = table.slice(at + wanted.length, at + wanted.length + 100);
    const [, state, sent, received, inode] = at < 0 ? [] : (ROW.exec(row) ?? []);
    if (state === undefined || sent === undefined || received === undefined) return undefined;
    const name = TCP_STATES[Number.parseInt(state, 16)] ?? state;
    const [unacknowledged, unread] = [Number.parseInt(sent, 16), Number.parseInt(received, 16)];
    return { state: name, unacknowledged, unread, isHeld: inode !== '0' };
  } catch {
    return undefined; // not Linux
  }
};

/** State, both queues, timer, retransmissions, owner, timeouts, and the file that is the socket: 0 where no program has it. */
const ROW = /^([0-9A-F]+) ([0-9A-F]+):([0-9A-F]+) \S+ \S+ +\d+ +\d+ (\d+)/;

/** Address and port as the tables have them. */
export const endText = (end: IpEnd): string => `${procAddress(end.address)}:${end.port.toString(16).toUpperCase().padStart(4, '0')}`;

/** Linux prints each 32-bit word of an address in the byte order of the machine; all that Node runs on are little-endian or have no /proc. */
const procAddress = (address: string): string => {
  const bytes = parseIp4(address) ?? parseIp6(address.replace(/%.*$/, '')) ?? new Uint8Array(4);
  let text = '';
  for (let word = 0; word < bytes.length; word += 4)
    text += Buffer.from(bytes.subarray(word, word + 4))
      .reverse()
      .toString('hex');
  return text.toUpperCase();
};
