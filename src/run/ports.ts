/** Ports: what their numbers are called, to which of the three ranges they belong, and which this system gives out. */

import { serviceNames, TRANSPORTS, type Transport } from '../core/services-table.ts';
import { clientPorts } from '../io/net/client-ports.ts';

export interface PortRange {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly says: string;
}

/** RFC 6335 §6. */
export const PORT_RANGES: readonly PortRange[] = [
  { name: 'system', first: 0, last: 1023, says: 'well known; to listen there takes the right of an administrator' },
  { name: 'user', first: 1024, last: 49_151, says: 'registered; anybody may listen there' },
  { name: 'dynamic', first: 49_152, last: 65_535, says: "nobody's; for clients and what is private" },
];

/** What this system really gives to clients that choose none. */
export const clientRange = (): PortRange => {
  const [first, last] = clientPorts();
  return { name: 'clients', first, last, says: 'what this system gives to clients that choose none' };
};

export interface PortRow {
  readonly port: number;
  readonly transports: readonly Transport[];
  /** Undefined: nobody has registered it. */
  readonly name: string | undefined;
  readonly aliases: readonly string[];
  readonly range: string;
  /** This system gives it to clients. */
  readonly forClients: boolean;
}

/** Of a number, a range (`20-25`) or a name; rows for the numbers that have a name, and for a number alone in any case. None: no such name. */
export const portRows = (word: string): readonly PortRow[] => {
  const rows = serviceNames();
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
  if (from === undefined) {
    const name = word.toLowerCase();
    return rows.filter((row) => row.name === name || row.aliases.includes(name)).map((row) => rowOf(row.port, row));
  }
  const [first, last] = [Number(from), Number(to ?? from)];
  const named = rows.filter(({ port }) => port >= first && port <= last).map((row) => rowOf(row.port, row));
  return named.length === 0 && to === undefined ? [rowOf(first)] : named;
};

interface Named {
  readonly name: string;
  readonly transports: readonly Transport[];
  readonly aliases: readonly string[];
}

const rowOf = (port: number, row?: Named): PortRow => {
  const { first, last } = clientRange();
  return {
    port,
    transports: row?.transports ?? TRANSPORTS,
    name: row?.name,
    aliases: row?.aliases ?? [],
    range: PORT_RANGES.find((range) => port <= range.last)?.name ?? '',
    forClients: port >= first && port <= last,
  };
};
