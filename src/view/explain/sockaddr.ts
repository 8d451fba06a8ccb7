/** An address and a port as the bytes that bind and connect are handed: struct sockaddr_in (16 bytes) or sockaddr_in6 (28). */
import { parseIp4, parseIp6 } from '../../core/address.ts';
import type { Said, Words } from '../../core/words.ts';
import { type Fact, type Facts, fact } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `128.2.220.10:15213`, `[::1]:80`; undefined for all other text. */
export const explainSockaddr = (text: string, words: Words): Facts | undefined => {
  const [, host = '', port = ''] = /^\[?([\da-fA-F:.]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (Number(port) > 65535 || (host.includes(':') && !text.startsWith('['))) return undefined;
  const four = parseIp4(host);
  const six = four === undefined ? parseIp6(host) : undefined;
  if (four !== undefined) return { kind: words.text(say('sockaddr4')), text, facts: withAll(fourParts(four, Number(port)), words) };
  if (six !== undefined) return { kind: words.text(say('sockaddr6')), text, facts: withAll(sixParts(six, Number(port)), words) };
  return undefined;
};

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly says: Said;
}

const fourParts = (address: Uint8Array, port: number): readonly Part[] => [
  { name: 'sin_family', bytes: Uint8Array.of(2, 0), says: say('family4') },
  portPart('sin_port', port),
  { name: 'sin_addr', bytes: address, says: say('networkOrder') },
  { name: 'sin_zero', bytes: new Uint8Array(8), says: say('zero') },
];

const sixParts = (address: Uint8Array, port: number): readonly Part[] => [
  {
    name: 'sin6_family',
    bytes: Uint8Array.of(10, 0),
    says: say('family6'),
  },
  portPart('sin6_port', port),
  { name: 'sin6_flowinfo', bytes: new Uint8Array(4), says: say('flowLabel') },
  { name: 'sin6_addr', bytes: address, says: say('networkOrder') },
  { name: 'sin6_scope_id', bytes: new Uint8Array(4), says: say('scopeId') },
];

const portPart = (name: string, port: number): Part => ({
  name,
  bytes: Uint8Array.of(port >> 8, port & 255),
  says: say('htons', {
    port: String(port),
    hex: `0x${port.toString(16).padStart(4, '0')}`,
    swapped: String(((port & 255) << 8) | (port >> 8)),
  }),
});

const withAll = (parts: readonly Part[], words: Words): readonly Fact[] => [
  namedFact(words, 'all', parts.map(({ bytes }) => hexText(bytes)).join(' ')),
  ...parts.map(({ name, bytes, says }) => fact(name, `${hexText(bytes)}  ${words.text(says)}`)),
];

const hexText = (b: Uint8Array): string => Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
