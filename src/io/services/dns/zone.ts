/** Zones: the names that the server answers for, and what is there (RFC 1034 §4.3.2). */
import type { DnsRecord } from '../../../protocols/shared/dns/message.ts';

/** A name in small letters (RFC 4343), as tables have it. */
export const keyOf = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The name without its first label; undefined for the root. */
export const parentOf = (key: string): string | undefined => {
  if (key === '.') return undefined;
  const [first = ''] = /^(?:\\.|[^.\\])*/s.exec(key) ?? [];
  return key.length > first.length + 1 ? key.slice(first.length + 1) : '.';
};

/** Sets of records by type. A name without records may have others below it. */
export type Sets = Map<string, DnsRecord[]>;

export class Zone {
  readonly origin: string;
  readonly #names = new Map<string, Sets>();

  constructor(origin: string) {
    this.origin = origin;
    this.#names.set(keyOf(origin), new Map());
  }

  add(record: DnsRecord): void {
    const key = keyOf(record.name);
    const sets = this.#sets(key);
    const set = sets.get(record.type);
    if (set === undefined) sets.set(record.type, [record]);
    else set.push(record);
  }

  at(key: string): Sets | undefined {
    return this.#names.get(key);
  }

  get soa(): DnsRecord | undefined {
    return this.#names.get(keyOf(this.origin))?.get('SOA')?.[0];
  }

  /** All records, that of its start first. */
  all(): readonly DnsRecord[] {
    const { soa } = this;
    const rest = [...this.#names.values()].flatMap((sets) => [...sets.values()].flat()).filter((record) => record !== soa);
    return soa === undefined ? rest : [soa, ...rest];
  }

  /** Names between a record and the zone's own are there too, empty. */
  #sets(key: string): Sets {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const parent = parentOf(key);
    if (parent !== undefined && key !== keyOf(this.origin)) this.#sets(parent);
    const sets: Sets = new Map();
    this.#names.set(key, sets);
    return sets;
  }
}

export class Zones {
  readonly #zones = new Map<string, Zone>();

  get list(): readonly Zone[] {
    return [...this.#zones.values()];
  }

  add(zone: Zone): void {
    this.#zones.set(keyOf(zone.origin), zone);
  }

  /** The zone that begins there. */
  at(origin: string): Zone | undefined {
    return this.#zones.get(keyOf(origin));
  }

  /** The nearest zone above a name. */
  over(key: string): Zone | undefined {
    for (let at: string | undefined = key; at !== undefined; at = parentOf(at)) {
      const zone = this.#zones.get(at);
      if (zone !== undefined) return zone;
    }
    return undefined;
  }
}
