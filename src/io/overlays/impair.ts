/**
 * Overlay `impair:` : a network that is worse than the one that is there. Datagrams are lost, doubled, changed and come out of order; streams
 * come late, slowly, in pieces, or are cut. What a seed does to one conversation it does to the next: `impair:loss=10%,seed=7:udp:host:7`.
 */

import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { parseSeconds } from '../base/options.ts';
import { parseSize } from '../base/sizes.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { delay } from './delay.ts';
import { rate } from './rate.ts';

export interface ImpairOptions {
  /** As it was typed. */
  readonly words: string;
  /** Parts of one, of datagrams. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly corrupt: number;
  /** Seconds; what follows is random above that, in order. */
  readonly delay: number;
  readonly jitter: number;
  /** Bytes a second; 0: as fast as it goes. */
  readonly rate: number;
  /** Bytes of a stream that arrive at once, at most; 0: as they come. */
  readonly chunk: number;
  /** Bytes of a stream, in both directions together, behind which it is cut; 0: never. */
  readonly reset: number;
  readonly seed: number;
}

export const impair: OverlayType<ImpairOptions> = {
  scheme: 'impair',
  title: 'A network that loses, doubles, reorders, delays, cuts',
  example: 'impair:loss=10%,delay=50ms,seed=7:udp:localhost:7007',
  words: 1,
  options: [],
  parse: ([word = ''], _options, place) => settingsOf(word, place),
  print: ({ words }) => `impair:${words}:`,
  wrap: async (channel, role, o, signal) => {
    const isDatagram = channel.facts.framing === 'datagram';
    checkFraming(o, isDatagram);
    const slowed = o.rate === 0 ? channel : await rate.wrap(channel, role, { bytesPerSecond: o.rate }, signal);
    const late = o.delay === 0 && o.jitter === 0 ? slowed : await delay.wrap(slowed, role, { seconds: o.delay, jitter: o.jitter }, signal);
    return isDatagram ? impairedDatagrams(late, o) : impairedStream(late, o);
  },
};

// ---- what is typed ---------------------------------------------------------------------------------------------------

type Name = Exclude<keyof ImpairOptions, 'words'>;
const part = (text: string): number | undefined => {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(number) / (percent === '%' ? 100 : 1);
  return number === '' || value > 1 ? undefined : value;
};
const whole = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined);

interface Setting {
  readonly reads: (text: string) => number | undefined;
  readonly expected: Said;
  /** What it can be done to; both, if absent. */
  readonly only?: 'datagrams' | 'streams';
}

const PART = { reads: part, expected: sayWrong('aPart'), only: 'datagrams' } as const;
const TIME = { reads: parseSeconds, expected: sayWrong('timeShort') } as const;
const SETTINGS: Readonly<Record<Name, Setting>> = {
  loss: PART,
  duplicate: PART,
  reorder: PART,
  corrupt: PART,
  delay: TIME,
  jitter: TIME,
  rate: { reads: parseSize, expected: sayWrong('perSecondShort') },
  chunk: { reads: parseSize, expected: sayWrong('bytesOne'), only: 'streams' },
  reset: { reads: parseSize, expected: sayWrong('bytesMany'), only: 'streams' },
  seed: { reads: whole, expected: sayWrong('wholeNumber') },
};

const settingsOf = (words: string, place: string): ImpairOptions => {
  const found = new Map<string, number>();
  for (const each of words.split(',')) {
    const [name = '', ...rest] = each.split('=');
    const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name as Name] : undefined;
    if (setting === undefined) throw unknownSetting(name, place);
    const value = setting.reads(rest.join('='));
    if (value === undefined) throw new UsageError(`${place} ${name}`, setting.expected, rest.join('='));
    found.set(name, value);
  }
  const of = (name: Name): number => found.get(name) ?? 0;
  return {
    words,
    loss: of('loss'),
    duplicate: of('duplicate'),
    reorder: of('reorder'),
    corrupt: of('corrupt'),
    delay: of('delay'),
    jitter: of('jitter'),
    rate: of('rate'),
    chunk: of('chunk'),
    reset: of('reset'),
    seed: found.get('seed') ?? Math.floor(Math.random() * 2 ** 31),
  };
};

const unknownSetting = (name: string, place: string): UsageError => {
  const names = Object.keys(SETTINGS);
  const like = nearest(name, names);
  return UsageError.of(
    place,
    sayWrong('noSetting', { name: quote(name) }),
    like === undefined ? sayWrong('itKnows', { names: names.join(', ') }) : sayWrong('perhaps', { near: `${like}=` }),
  );
};

const checkFraming = (o: ImpairOptions, isDatagram: boolean): void => {
  for (const [name, { only }] of Object.entries(SETTINGS)) {
    if (o[name as Name] === 0 || only === undefined || (only === 'datagrams') === isDatagram) continue;
    throw UsageError.of(
      'impair',
      sayWrong(isDatagram ? 'streamsAlone' : 'datagramsAlone', { name }),
      sayWrong(isDatagram ? 'datagramsCan' : 'streamsCan'),
    );
  }
};

// ---- datagrams -------------------------------------------------------------------------------------------------------

const impairedDatagrams = (below: OpenChannel, o: ImpairOptions): OpenChannel => {
  const [out, into] = [new Impaired(below, o, 0), new Impaired(below, o, 1)];
  return wrappedChannel(below, {
    scheme: 'impair',
    incoming: (async function* (): AsyncGenerator<Uint8Array> {
      for await (const datagram of below.incoming) yield* into.after(datagram);
      yield* into.rest();
    })(),
    write: async (datagram) => {
      for (const each of out.after(datagram)) await below.write(each);
    },
    flush: async () => {
      for (const each of out.rest()) await below.write(each);
    },
  });
};

/** One direction. Each datagram draws the same numbers, whatever is switched on: a seed loses the same ones with and without reordering. */
class Impaired {
  readonly #below: OpenChannel;
  readonly #o: ImpairOptions;
  readonly #random: () => number;
  #held: Uint8Array | undefined;

  constructor(below: OpenChannel, o: ImpairOptions, direction: 0 | 1) {
    this.#below = below;
    this.#o = o;
    this.#random = generator(o.seed * 2 + direction);
  }

  /** What arrives when this one was sent. */
  *after(datagram: Uint8Array): Generator<Uint8Array> {
    const [loss, duplicate, reorder, corrupt, place] = [this.#random(), this.#random(), this.#random(), this.#random(), this.#random()];
    const { ledger } = this.#below;
    if (loss < this.#o.loss) {
      ledger.count('lost by impair');
      return;
    }
    const whole = corrupt < this.#o.corrupt ? this.#changed(datagram, place) : datagram;
    const earlier = this.#held;
    this.#held = undefined;
    if (earlier === undefined && reorder < this.#o.reorder) {
      ledger.count('reordered by impair');
      this.#held = Uint8Array.from(whole);
      return;
    }
    yield whole;
    if (duplicate < this.#o.duplicate) {
      ledger.count('doubled by impair');
      yield whole;
    }
    if (earlier !== undefined) yield earlier;
  }

  /** The one that waits to be overtaken, where none comes any more. */
  *rest(): Generator<Uint8Array> {
    if (this.#held !== undefined) yield this.#held;
    this.#held = undefined;
  }

  /** One bit of it is another. */
  #changed(datagram: Uint8Array, place: number): Uint8Array {
    if (datagram.length === 0) return datagram;
    this.#below.ledger.count('changed by impair');
    const copy = Uint8Array.from(datagram);
    const bit = Math.floor(place * copy.length * 8);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  }
}

/** Numbers in [0, 1) that a seed repeats: mulberry32. */
const generator = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

// ---- streams ---------------------------------------------------------------------------------------------------------

const impairedStream = (below: OpenChannel, o: ImpairOptions): OpenChannel => {
  let passed = 0;
  /** What of it may pass; cuts the channel where that is not all. */
  const allowed = (bytes: Uint8Array): Uint8Array => {
    const left = o.reset === 0 ? bytes.length : Math.max(0, o.reset - passed);
    passed += bytes.length;
    return bytes.subarray(0, left);
  };
  const cut = (): boolean => {
    if (o.reset === 0 || passed < o.reset) return false;
    over.abort(new Error(`reset by impair behind ${o.reset} bytes`));
    return true;
  };
  const over = wrappedChannel(below, {
    scheme: 'impair',
    incoming: (async function* (): AsyncGenerator<Uint8Array> {
      for await (const bytes of below.incoming) {
        yield* pieces(allowed(bytes), o.chunk);
        if (cut()) return;
      }
    })(),
    write: async (bytes) => {
      for (const piece of pieces(allowed(bytes), o.chunk)) {
        await below.write(piece);
        if (o.chunk > 0) await new Promise((resolve) => setImmediate(resolve));
      }
      cut();
    },
  });
  return over;
};

function* pieces(bytes: Uint8Array, most: number): Generator<Uint8Array> {
  if (most === 0) yield bytes;
  else for (let at = 0; at < bytes.length; at += most) yield bytes.subarray(at, at + most);
}
