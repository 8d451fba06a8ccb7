/** Routes and neighbours of this machine, as Linux tells them: over which interface an address is reached, by whom, and that one's MAC. */
import { readFileSync } from 'node:fs';
import { ip4Text, parseIp4 } from '../../core/address.ts';

export interface Route {
  readonly device: string;
  /** The router to which packets go; undefined: straight to the address. */
  readonly gateway: string | undefined;
}

/** How an IPv4 address is reached; undefined where no route leads there, or the system does not tell. */
export const routeTo = (address: string): Route | undefined => {
  const wanted = numberOf(address);
  if (wanted === undefined) return undefined;
  const [best] = routes()
    .filter(({ network, mask }) => (wanted & mask) >>> 0 === network)
    .sort((a, b) => b.mask - a.mask || a.metric - b.metric);
  return best;
};

/** MAC of a neighbour; `unanswered` where it was asked for and nobody said so. */
export const neighbour = (address: string): { readonly mac: string; readonly device: string } | 'unanswered' | undefined => {
  const row = linesOf('/proc/net/arp').find((line) => line.startsWith(`${address} `));
  const [, , flags, mac = '', , device = ''] = row?.split(/\s+/) ?? [];
  return row === undefined ? undefined : flags === '0x0' ? 'unanswered' : { mac, device };
};

interface Row extends Route {
  readonly network: number;
  readonly mask: number;
  readonly metric: number;
}

/** RTF_UP of route(8). */
const UP = 1;

const routes = (): readonly Row[] =>
  linesOf('/proc/net/route')
    .slice(1)
    .flatMap((line) => {
      const [device = '', network = '', gateway = '', flags = '', , , metric = '', mask = ''] = line.trim().split(/\s+/);
      if (mask === '' || (Number.parseInt(flags, 16) & UP) === 0) return [];
      const router = ip4Text(Uint8Array.from(bytesOf(gateway)));
      return [
        { device, gateway: router === '0.0.0.0' ? undefined : router, network: word(network), mask: word(mask), metric: Number(metric) },
      ];
    });

/** A word of 32 bits in the order of a little-endian machine. */
const bytesOf = (hex: string): readonly number[] => [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const word = (hex: string): number => bytesOf(hex).reduce((n, byte) => n * 256 + byte, 0);
const numberOf = (address: string): number | undefined => parseIp4(address)?.reduce((n, byte) => n * 256 + byte, 0);

const linesOf = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'latin1').split('\n');
  } catch {
    return [];
  }
};
