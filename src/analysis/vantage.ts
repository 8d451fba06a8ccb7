/**
 * Vantage: one conversation as two places saw it. What one place sees leave is looked for among what the other sees arrive; each packet gets
 * its fate. Packets are known again by what they carry, as their numbers and addresses may be others behind a relay.
 */

/** A packet at one of the two places. */
export interface Seen {
  readonly number: number;
  /** Milliseconds. */
  readonly time: number;
  /** 0: from the one who opened to the other. */
  readonly side: 0 | 1;
  /** What it is known again by. */
  readonly key: string;
  readonly length: number;
}

export type Fate = 'arrived' | 'overtaken' | 'lost' | 'doubled' | 'changed' | 'unsent';

export interface Sighting<S extends Seen = Seen> {
  readonly fate: Fate;
  readonly side: 0 | 1;
  /** At the place nearer to its sender, and at the other one. */
  readonly sent: S | undefined;
  readonly seen: S | undefined;
  /** Milliseconds from one to the other; undefined where there is only one. */
  readonly took: number | undefined;
}

/** `near` is the place of the one who opened, `far` that of the other. In the order of time. */
export const compareVantages = <S extends Seen>(near: readonly S[], far: readonly S[]): readonly Sighting<S>[] =>
  ([0, 1] as const)
    .flatMap((side) => {
      const [from, to] = side === 0 ? [near, far] : [far, near];
      return oneWay(
        side,
        from.filter((s) => s.side === side),
        to.filter((s) => s.side === side),
      );
    })
    .sort((a, b) => timeOf(a) - timeOf(b));

const timeOf = ({ sent, seen }: Sighting): number => sent?.time ?? seen?.time ?? 0;

const oneWay = <S extends Seen>(side: 0 | 1, sent: readonly S[], seen: readonly S[]): readonly Sighting<S>[] => {
  const left = new Set(seen);
  const pairs = new Map<S, S>();
  const byKey = new Map<string, S[]>();
  for (const one of seen) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  for (const one of sent) {
    const found = byKey.get(one.key)?.find((other) => left.has(other));
    if (found === undefined) continue;
    pairs.set(one, found);
    left.delete(found);
  }
  const changed = new Set<S>();
  for (const one of sent) {
    if (pairs.has(one)) continue;
    const found = [...left].find((other) => other.length === one.length && !sent.some(({ key }) => key === other.key));
    if (found === undefined) continue;
    pairs.set(one, found);
    changed.add(one);
    left.delete(found);
  }
  return [
    ...sent.map((one): Sighting<S> => {
      const found = pairs.get(one);
      if (found === undefined) return { fate: 'lost', side, sent: one, seen: undefined, took: undefined };
      const fate = changed.has(one) ? 'changed' : isOvertaken(one, found, sent, pairs) ? 'overtaken' : 'arrived';
      return { fate, side, sent: one, seen: found, took: found.time - one.time };
    }),
    ...[...left].map((other): Sighting<S> => {
      const first = sent.find((one) => one.key === other.key);
      return { fate: first === undefined ? 'unsent' : 'doubled', side, sent: undefined, seen: other, took: undefined };
    }),
  ];
};

/** Something that was sent later had come before it. */
const isOvertaken = <S extends Seen>(one: S, found: S, sent: readonly S[], pairs: ReadonlyMap<S, S>): boolean =>
  sent.slice(sent.indexOf(one) + 1).some((later) => (pairs.get(later)?.number ?? Number.POSITIVE_INFINITY) < found.number);

export interface WaySum {
  readonly side: 0 | 1;
  readonly sent: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** Milliseconds of those that came: least, middle, most. */
  readonly took: readonly [least: number, middle: number, most: number] | undefined;
}

export const sumOf = (side: 0 | 1, all: readonly Sighting[]): WaySum => {
  const own = all.filter((s) => s.side === side);
  const took = own.flatMap((s) => (s.took === undefined ? [] : [s.took])).sort((a, b) => a - b);
  const count = (fate: Fate): number => own.filter((s) => s.fate === fate).length;
  return {
    side,
    sent: own.filter(({ sent }) => sent !== undefined).length,
    fates: {
      arrived: count('arrived'),
      overtaken: count('overtaken'),
      lost: count('lost'),
      doubled: count('doubled'),
      changed: count('changed'),
      unsent: count('unsent'),
    },
    took: took.length === 0 ? undefined : [took[0] ?? 0, took[took.length >> 1] ?? 0, took.at(-1) ?? 0],
  };
};
