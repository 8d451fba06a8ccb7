/** An address and a port as the bytes that bind and connect are handed: struct sockaddr_in (16 bytes) or sockaddr_in6 (28). */
import { parseIp4, parseIp6 } from '../../core/address.ts';
import { type Fact, type Facts, fact } from '../facts.ts';

/** `128.2.220.10:15213`, `[::1]:80`; undefined for all other text. */
export const explainSockaddr = (text: string): Facts | undefined => {
  const [, host = '', port = ''] = /^\[?([\da-fA-F:.]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (Number(port) > 65535 || (host.includes(':') && !text.startsWith('['))) return undefined;
  const four = parseIp4(host);
  const six = four === undefined ? parseIp6(host) : undefined;
  if (four !== undefined) return { kind: 'struct sockaddr_in, 16 bytes', text, facts: withAll(fourParts(four, Number(port))) };
  if (six !== undefined) return { kind: 'struct sockaddr_in6, 28 bytes', text, facts: withAll(sixParts(six, Number(port))) };
  return undefined;
};

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly says: string;
}

const fourParts = (address: Uint8Array, port: number): readonly Part[] => [
  { name: 'sin_family', bytes: Uint8Array.of(2, 0), says: 'AF_INET = 2, in the order of this machine (here the low byte first)' },
  portPart('sin_port', port),
  { name: 'sin_addr', bytes: address, says: 'the address in network byte order' },
  { name: 'sin_zero', bytes: new Uint8Array(8), says: 'nothing, up to the size of any struct sockaddr' },
];

const sixParts = (address: Uint8Array, port: number): readonly Part[] => [
  {
    name: 'sin6_family',
    bytes: Uint8Array.of(10, 0),
    says: 'AF_INET6 = 10 on Linux, in the order of this machine (here the low byte first)',
  },
  portPart('sin6_port', port),
  { name: 'sin6_flowinfo', bytes: new Uint8Array(4), says: 'flow label' },
  { name: 'sin6_addr', bytes: address, says: 'the address in network byte order' },
  { name: 'sin6_scope_id', bytes: new Uint8Array(4), says: 'number of the interface, for addresses of one link' },
];

const portPart = (name: string, port: number): Part => ({
  name,
  bytes: Uint8Array.of(port >> 8, port & 255),
  says: `htons(${port}): 0x${port.toString(16).padStart(4, '0')} with the high byte first; on a machine that has the low byte first the number reads ${((port & 255) << 8) | (port >> 8)}`,
});

const withAll = (parts: readonly Part[]): readonly Fact[] => [
  fact('all', parts.map(({ bytes }) => hexText(bytes)).join(' ')),
  ...parts.map(({ name, bytes, says }) => fact(name, `${hexText(bytes)}  ${says}`)),
];

const hexText = (b: Uint8Array): string => Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
