/**
 * Overlay `impair:` : a network that is worse than the one that is there. Datagrams are lost, doubled, changed and come out of order; streams
 * come late, slowly, in pieces, or are cut. What a seed does to one conversation it does to the next: `impair:loss=10%,seed=7:udp:host:7`.
 */

import { IoError, quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWhy, sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { type OptionHelp, parseSeconds } from '../base/options.ts';
import { parseSize } from '../base/sizes.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { sleep } from '../link/pace.ts';
import { delayed } from './delay.ts';
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
  /** Undefined: each channel has its own, and tells it at its end. */
  readonly seed: number | undefined;
}

export const impair: OverlayType<ImpairOptions> = {
  scheme: 'impair',
  title: 'A network that loses, doubles, reorders, delays, cuts',
  example: 'impair:loss=10%,delay=50ms,seed=7:udp:localhost:7007',
  words: 1,
  options: [],
  get settings(): readonly OptionHelp[] {
    return Object.entries(SETTINGS).map(([name, { value, help }]) => ({ name, value, help }));
  },
  parse: ([word = ''], _options, place) => settingsOf(word, place),
  print: ({ words }) => `impair:${words}:`,
  wrap: async (channel, role, o, signal) => {
    const isDatagram = channel.facts.framing === 'datagram';
    checkFraming(o, isDatagram);
    const seed = o.seed ?? 1 + Math.floor(Math.random() * 999);
    if (o.seed === undefined && RANDOM.some((name) => o[name] > 0)) channel.ledger.count('seed', seed);
    const chances = (part: number): (() => number) => generator(seed * 4 + part);
    const cut = isDatagram ? undefined : cutFor(channel, o);
    const bottom = cut?.below ?? channel;
    const slowed = o.rate === 0 ? bottom : await rate.wrap(bottom, role, { bytesPerSecond: o.rate }, signal);
    const isLate = o.delay > 0 || o.jitter > 0;
    const lines = { seconds: o.delay, jitter: o.jitter, most: onTheWay(o), random: { out: chances(2), into: chances(3) } };
    const late = isLate ? delayed(slowed, lines) : slowed;
    return cut === undefined ? impairedDatagrams(late, channel, o, [chances(0), chances(1)]) : cut.over(late);
  },
};

/** What a slow line holds while it is late, and of a quarter of a second beyond: a queue of more would be a delay of its own. */
const onTheWay = ({ rate: bytesPerSecond, delay: seconds, jitter }: ImpairOptions): number =>
  bytesPerSecond === 0 ? 1 << 20 : Math.min(1 << 20, Math.ceil(bytesPerSecond * (seconds + jitter + 0.25)));

// ---- what is typed ---------------------------------------------------------------------------------------------------

type Name = Exclude<keyof ImpairOptions, 'words'>;
/** What chance decides. */
const RANDOM = ['loss', 'duplicate', 'reorder', 'corrupt', 'jitter'] as const;
const part = (text: string): number | undefined => {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(number) / (percent === '%' ? 100 : 1);
  return number === '' || value > 1 ? undefined : value;
};
const whole = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined);

interface Setting {
  readonly reads: (text: string) => number | undefined;
  readonly expected: Said;
  /** As in the help: what stands behind its =, and what it does. */
  readonly value: string;
  readonly help: string;
  /** What it can be done to; both, if absent. */
  readonly only?: 'datagrams' | 'streams';
}

const PART = { reads: part, expected: sayWrong('aPart'), value: 'PART', only: 'datagrams' } as const;
const TIME = { reads: parseSeconds, expected: sayWrong('timeShort'), value: 'TIME' } as const;
const SETTINGS: Readonly<Record<Name, Setting>> = {
  loss: { ...PART, help: 'so many datagrams do not arrive, as in 10% or 0.1' },
  duplicate: { ...PART, help: 'so many datagrams arrive twice' },
  reorder: { ...PART, help: 'so many datagrams are overtaken by the next, or come 0.2 s late' },
  corrupt: { ...PART, help: 'so many datagrams arrive with one bit changed' },
  delay: { ...TIME, help: 'everything arrives so much later, each way' },
  jitter: { ...TIME, help: 'up to so much more, at random; the order is kept' },
  rate: { reads: parseSize, expected: sayWrong('perSecondShort'), value: 'BYTES', help: 'at most so many bytes a second, each way' },
  chunk: {
    reads: parseSize,
    expected: sayWrong('bytesOne'),
    value: 'BYTES',
    help: 'a stream goes in pieces of so many bytes',
    only: 'streams',
  },
  reset: {
    reads: parseSize,
    expected: sayWrong('bytesMany'),
    value: 'BYTES',
    help: 'a stream is cut when so many bytes went, both ways together',
    only: 'streams',
  },
  seed: { reads: whole, expected: sayWrong('wholeNumber'), value: 'NUMBER', help: 'the same chances as the last time with this number' },
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
    seed: found.get('seed'),
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

/** `counter` is the channel whose ledger tells what happened. */
const impairedDatagrams = (
  below: OpenChannel,
  counter: OpenChannel,
  o: ImpairOptions,
  [randomOut, randomInto]: readonly [() => number, () => number],
): OpenChannel => {
  const [out, into] = [new Impaired(counter, o, randomOut), new Impaired(counter, o, randomInto)];
  const stop = new AbortController();
  /** The one that nobody overtook in time goes alone; it may fail as any other, and who writes next is told. */
  const later = async (): Promise<void> => {
    const held = out.held;
    if (held === undefined || !(await isOverdue(stop.signal)) || out.held !== held) return;
    for (const each of out.rest()) await below.write(each);
  };
  return wrappedChannel(below, {
    scheme: 'impair',
    incoming: arrivals(below.incoming, into, stop.signal),
    write: async (datagram) => {
      for (const each of out.after(datagram)) await below.write(each);
      later().catch(() => {});
    },
    flush: async () => {
      for (const each of out.rest()) await below.write(each);
    },
    release: () => stop.abort(new Error('the channel is closed')),
  });
};

async function* arrivals(source: AsyncIterable<Uint8Array>, into: Impaired, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const datagrams = source[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<Uint8Array>> | undefined;
  for (;;) {
    next ??= datagrams.next();
    const result = into.held === undefined ? await next : await beforeOverdue(next, signal);
    if (result === undefined) {
      yield* into.rest();
      continue;
    }
    next = undefined;
    if (result.done === true) break;
    yield* into.after(result.value);
  }
  yield* into.rest();
}

/** Milliseconds that a datagram waits to be overtaken: one that is sent alone comes late. */
const MOST_WAITED = 200;
/** False: the channel was closed meanwhile. */
const isOverdue = (signal: AbortSignal): Promise<boolean> =>
  sleep(MOST_WAITED, signal).then(
    () => true,
    () => false,
  );
/** Undefined: it has not come in time. */
const beforeOverdue = async <T>(next: Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
  const waiting = new AbortController();
  const late = isOverdue(AbortSignal.any([signal, waiting.signal])).then((isLate) => (isLate ? undefined : next));
  try {
    return await Promise.race([next, late]);
  } finally {
    waiting.abort();
  }
};

/** One direction. Each datagram draws the same numbers, whatever is switched on: a seed loses the same ones with and without reordering. */
class Impaired {
  readonly #counter: OpenChannel;
  readonly #o: ImpairOptions;
  readonly #random: () => number;
  #held: Uint8Array | undefined;

  constructor(counter: OpenChannel, o: ImpairOptions, random: () => number) {
    this.#counter = counter;
    this.#o = o;
    this.#random = random;
  }

  /** The one that waits to be overtaken. */
  get held(): Uint8Array | undefined {
    return this.#held;
  }

  /** What arrives when this one was sent. */
  *after(datagram: Uint8Array): Generator<Uint8Array> {
    const [loss, duplicate, reorder, corrupt, place] = [this.#random(), this.#random(), this.#random(), this.#random(), this.#random()];
    const { ledger } = this.#counter;
    if (loss < this.#o.loss) {
      ledger.count('lost');
      return;
    }
    const whole = corrupt < this.#o.corrupt ? this.#changed(datagram, place) : datagram;
    const earlier = this.#held;
    this.#held = undefined;
    if (earlier === undefined && reorder < this.#o.reorder) {
      ledger.count('reordered');
      this.#held = Uint8Array.from(whole);
      return;
    }
    yield whole;
    if (duplicate < this.#o.duplicate) {
      ledger.count('doubled');
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
    this.#counter.ledger.count('changed');
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

interface Cut {
  /** What crosses it goes in pieces, and is cut when enough went. */
  readonly below: OpenChannel;
  /** Lies on what lies on that: it was cut from here, not by the peer. */
  over(late: OpenChannel): OpenChannel;
}

/** The cut lies lowest: what was on its way before it still arrives, however late the line is. */
const cutFor = (channel: OpenChannel, o: ImpairOptions): Cut => {
  const reason = new IoError('impair', 'ECONNRESET', [sayWhy('resetAsked', { count: o.reset })]);
  let passed = 0;
  /** What of it may pass. */
  const allowed = (bytes: Uint8Array): Uint8Array => {
    const left = o.reset === 0 ? bytes.length : Math.max(0, o.reset - passed);
    passed += bytes.length;
    return bytes.subarray(0, left);
  };
  const isEnough = (): boolean => o.reset > 0 && passed >= o.reset;
  const arriving = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of channel.incoming) {
      yield* pieces(allowed(bytes), o.chunk);
      if (isEnough()) below.abort(reason);
    }
  };
  const below = wrappedChannel(channel, {
    scheme: 'impair',
    incoming: arriving(),
    write: async (bytes) => {
      for (const piece of pieces(allowed(bytes), o.chunk)) {
        await channel.write(piece);
        if (o.chunk > 0) await new Promise((resolve) => setImmediate(resolve));
      }
      if (isEnough()) below.abort(reason);
    },
  });
  const over = (late: OpenChannel): OpenChannel => {
    const told = (error: unknown): never => {
      if (error === reason) top.abort(reason);
      throw error;
    };
    const arriving = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* late.incoming;
      } catch (error) {
        told(error);
      }
    };
    const top = wrappedChannel(late, {
      scheme: 'impair',
      incoming: arriving(),
      write: (bytes) => late.write(bytes).catch(told),
      flush: () => late.end().catch(told),
    });
    return top;
  };
  return { below, over };
};

function* pieces(bytes: Uint8Array, most: number): Generator<Uint8Array> {
  if (most === 0) yield bytes;
  else for (let at = 0; at < bytes.length; at += most) yield bytes.subarray(at, at + most);
}
