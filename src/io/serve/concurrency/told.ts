/** Told: what a helper tells beside its client's bytes: lines for who runs the service, and what passes on channels of its own, as taps see it. */
import { type Line, sayServing } from '../../../core/said.ts';
import type { ChannelFacts, Direction, Tap, TappedChannel } from '../../base/tap.ts';

type Side = 'us' | 'peer';

type WireEvent =
  | { readonly what: 'open'; readonly facts: ChannelFacts }
  | { readonly what: 'chunk'; readonly direction: Direction; readonly bytes: Uint8Array; readonly at: number }
  | { readonly what: 'ended'; readonly by: Side; readonly at: number }
  | { readonly what: 'reset'; readonly by: Side; readonly at: number; readonly reason: string }
  | { readonly what: 'secret'; readonly line: string; readonly at: number }
  | { readonly what: 'expectsSecrets'; readonly expected: boolean }
  | { readonly what: 'closed'; readonly at: number };

export type Told =
  | { readonly kind: 'say'; readonly line: Line }
  | { readonly kind: 'wire'; readonly id: number; readonly event: WireEvent };

/** The other way: the parent has taken so many bytes of what was told. */
export interface Heard {
  readonly kind: 'heard';
  readonly count: number;
}

/** Bytes on their way to the parent; a channel that is faster than it is told no further. */
const MOST_UNHEARD = 64 << 20;

/** In a helper. */
export class Teller {
  readonly #post: (told: Told) => void;
  readonly #most: number;
  #next = 1;
  #unheard = 0;

  constructor(post: (told: Told) => void, most = MOST_UNHEARD) {
    this.#post = post;
    this.#most = most;
  }

  heard({ count }: Heard): void {
    this.#unheard -= count;
  }

  say(line: Line): void {
    this.#post({ kind: 'say', line });
  }

  readonly tap: Tap = { open: (facts) => this.#open(facts) };

  #open(facts: ChannelFacts): TappedChannel {
    const id = this.#next++;
    let isTold = true;
    const tell = (event: WireEvent): void => {
      if (isTold) this.#post({ kind: 'wire', id, event });
    };
    tell({ what: 'open', facts });
    const chunk = (direction: Direction, bytes: Uint8Array, at: number): void => {
      if (!isTold) return;
      if (this.#unheard + bytes.length > this.#most) {
        tell({ what: 'closed', at });
        isTold = false;
        this.say(sayServing('tooFast', { who: facts.remote }));
        return;
      }
      this.#unheard += bytes.length;
      tell({ what: 'chunk', direction, bytes: bytes.slice(), at });
    };
    return {
      chunk,
      ended: (by, at) => tell({ what: 'ended', by, at }),
      reset: (by, at, reason) => tell({ what: 'reset', by, at, reason }),
      secret: (line, at) => tell({ what: 'secret', line, at }),
      expectsSecrets: (expected) => tell({ what: 'expectsSecrets', expected }),
      closed: (at) => tell({ what: 'closed', at }),
    };
  }
}

export interface ToldTo {
  say(line: Line): void;
  readonly tap: Tap | undefined;
  heard(message: Heard): void;
}

/** In the parent: does here what was told there. */
export class Retold {
  readonly #to: ToldTo;
  readonly #channels = new Map<number, TappedChannel>();

  constructor(to: ToldTo) {
    this.#to = to;
  }

  take(told: Told): void {
    if (told.kind === 'say') this.#to.say(told.line);
    else this.#event(told.id, told.event);
  }

  /** The helper is gone: what it had open is over. */
  end(at: number): void {
    for (const channel of this.#channels.values()) channel.closed(at);
    this.#channels.clear();
  }

  #event(id: number, event: WireEvent): void {
    if (event.what === 'open') {
      if (this.#to.tap !== undefined) this.#channels.set(id, this.#to.tap.open(event.facts));
      return;
    }
    const channel = this.#channels.get(id);
    if (event.what === 'chunk') this.#to.heard({ kind: 'heard', count: event.bytes.length });
    if (channel !== undefined) replay(event, channel);
    if (event.what === 'closed') this.#channels.delete(id);
  }
}

const replay = (event: Exclude<WireEvent, { what: 'open' }>, channel: TappedChannel): void => {
  if (event.what === 'chunk') channel.chunk(event.direction, event.bytes, event.at);
  else if (event.what === 'ended') channel.ended(event.by, event.at);
  else if (event.what === 'reset') channel.reset(event.by, event.at, event.reason);
  else if (event.what === 'secret') channel.secret?.(event.line, event.at);
  else if (event.what === 'expectsSecrets') channel.expectsSecrets?.(event.expected);
  else channel.closed(event.at);
};
