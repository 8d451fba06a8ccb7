/** A port explained: its name, and which of the three ranges it is in (RFC 6335). */
import { type Facts, fact } from '../facts.ts';

/** `names` are what is known to use it, e.g. `http/tcp`. */
export const explainPort = (port: number, names: readonly string[]): Facts => ({
  kind: 'port',
  text: String(port),
  facts: [
    fact('name', names.length === 0 ? 'none in the table' : names.join(', ')),
    fact('range', portRange(port)),
    fact('bytes', `${port.toString(16).padStart(4, '0')}: 16 bits, the high byte first (network byte order)`),
  ],
});

export const portRange = (port: number): string => RANGES.find(([to]) => port <= to)?.[1] ?? '';

const RANGES: readonly (readonly [to: number, text: string])[] = [
  [0, 'none: whoever binds it gets any free port'],
  [1023, 'well-known (1 to 1023): given out by IANA; listening on it wants a right on most systems'],
  [49151, 'registered (1024 to 49151): noted by IANA, free for any user to listen on'],
  [65535, "dynamic (49152 to 65535): nobody's; clients get them"],
];
