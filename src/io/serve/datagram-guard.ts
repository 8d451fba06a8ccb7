/** DatagramGuard: whom a service over datagrams never answers. A sender's address may be forged, and an answer would hit who has it. */

import { networkInterfaces } from 'node:os';
import { ip4Text, isLoopback, parseIp } from '../../core/address.ts';
import type { Bytes } from '../../core/bytes.ts';
import { english, sayServing } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { passing } from '../accept/passing.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { Listener } from '../base/endpoint.ts';
import type { IpEnd, Tap } from '../base/tap.ts';
import { clientPorts } from '../net/client-ports.ts';
import { askAsStranger, type ToStrangers } from './ask-as-stranger.ts';

/** A peer was not answered; `why` reads "port 53 answers by itself". */
export type OnUnanswered = (remote: string, why: Said) => void;

/** Ports above 1023 whose services answer whatever comes; none of those that systems give to callers (from 32,768 on). */
const REFLECTORS: ReadonlySet<number> = new Set([1194, 1900, 3283, 3702, 5060, 5093, 5351, 5353, 5355, 11211, 17185, 19132, 27960]);
const RESERVED = 1024;
/** Milliseconds in which a machine has sent an answer back, and a person has not. */
const AT_ONCE = 20;
/** So often may a client's port on another machine send our answer back at once, and a port that somebody chose, which may be a service's. */
const ECHOES = { client: 5, chosen: 1 };
/**
 * On this machine a client that measures may do the same: after so many echoes, or answers at once of any kind, its port is asked as a
 * stranger, which a service answers (decision 0036).
 */
const ASKED_AFTER = { echoes: 10, turns: 1000 };
/** Echoes after which one is left unanswered where the port told nothing: that ends a loop, and a client asks again. */
const UNTOLD_ECHOES = 2000;
const PAUSE = 50;
/** So often in a row may a port that somebody chose answer us at once with the same words: services do, with the time or a quote. */
const REPEATS = 5;
/** And so often with words of any kind; a slow answer, as a busy machine gives some, takes a few back. */
const TURNS = 100;
const SLOW = 10;
/** Ports at which services of this process have got datagrams, and how many have: what comes from there is an answer. */
const ownPorts = new Map<number, number>();
/** Datagrams in a second from one peer on another machine. */
const MOST = 1000;
const MUTED_FOR = 60_000;
/** Peers remembered as muted. */
const MUTED_PEERS = 10_000;

export class DatagramGuard {
  readonly #onUnanswered: OnUnanswered;
  readonly #broadcasts = broadcastAddresses();
  readonly #clientPorts = clientPorts();
  /** Ports of the listener; until a datagram comes, nobody knows that it is one for datagrams. */
  #listening: readonly number[] = [];
  #isKnown = false;
  /** Until when, in milliseconds. */
  readonly #muted = new Map<string, number>();

  constructor(onUnanswered: OnUnanswered = () => {}) {
    this.#onUnanswered = onUnanswered;
  }

  /** The listener without the peers that are never answered. Streams pass: their peers have shown that they are where they say. */
  over(listener: Listener): Listener {
    this.#listening = listener.addresses.map((address) => Number(/:(\d+)$/.exec(address)?.[1] ?? 0));
    return passing(listener, (channel) => this.#admits(channel));
  }

  /** Nobody listens there any more. */
  leave(): void {
    if (!this.#isKnown) return;
    for (const port of this.#listening) {
      const others = (ownPorts.get(port) ?? 1) - 1;
      if (others > 0) ownPorts.set(port, others);
      else ownPorts.delete(port);
    }
  }

  /** From here on a peer that turns out to send our answers back is cut, and not heard for a while. */
  watch(channel: OpenChannel): void {
    const { remoteIp, framing } = channel.facts;
    if (framing === 'datagram' && remoteIp !== undefined) channel.ledger.watch(this.#tap(channel, remoteIp), channel.facts);
  }

  #admits(channel: OpenChannel): boolean {
    const { framing, remoteIp } = channel.facts;
    if (framing !== 'datagram' || remoteIp === undefined) return true;
    this.#beKnown();
    const why = this.#reasonAgainst(remoteIp) ?? this.#mutedReason(channel.remote);
    if (why === undefined) return true;
    this.#onUnanswered(channel.remote, why);
    channel.close();
    return false;
  }

  #beKnown(): void {
    if (this.#isKnown) return;
    this.#isKnown = true;
    for (const port of this.#listening) ownPorts.set(port, (ownPorts.get(port) ?? 0) + 1);
  }

  #reasonAgainst({ address, port }: IpEnd): Said | undefined {
    if (port < RESERVED || REFLECTORS.has(port)) return sayServing('servicePort', { port: String(port) });
    if (ownPorts.has(port)) return sayServing('ourPort');
    const bytes = parseIp(address.replace(/%.*/, ''));
    if (bytes === undefined || isNobody(bytes) || this.#broadcasts.has(address)) return sayServing('notOneMachine');
    return undefined;
  }

  #mutedReason(remote: string): Said | undefined {
    const until = this.#muted.get(remote);
    if (until === undefined) return undefined;
    if (until > now()) return sayServing('notHeard');
    this.#muted.delete(remote);
    return undefined;
  }

  #tap(channel: OpenChannel, { address, port }: IpEnd): Tap {
    const [low, high] = this.#clientPorts;
    const isChosen = port < low || port > high;
    const near = isLoopback(address);
    const most = isChosen ? ECHOES.chosen : ECHOES.client;
    const answer = { mark: -1, at: 0 };
    const second = { began: 0, count: 0 };
    let last = -1;
    let repeats = 0;
    let turns = 0;
    let echoes = 0;
    let told: ToStrangers | 'asked' | undefined;
    const ask = (bytes: Uint8Array): void => {
      told = 'asked';
      askAsStranger({ address, port }, bytes.slice(), (what) => {
        told = what;
        if (what === 'answers' && !channel.ledger.isOver) this.#mute(channel, sayServing('answersAnybody'), MUTED_FOR);
      });
    };
    const heardNear = (bytes: Uint8Array): void => {
      if (told === undefined && (echoes >= ASKED_AFTER.echoes || turns >= ASKED_AFTER.turns)) ask(bytes);
      else if (told !== 'refuses' && echoes >= UNTOLD_ECHOES) this.#mute(channel, sayServing('sendsBack'), PAUSE);
    };
    const heard = (bytes: Uint8Array, at: number): void => {
      const mark = markOf(bytes);
      const isAtOnce = at - answer.at < AT_ONCE;
      const one = isAtOnce ? 1 : 0;
      echoes = mark === answer.mark ? echoes + one : 0;
      repeats = mark === last ? repeats + one : 0;
      turns = isAtOnce ? turns + 1 : Math.max(0, turns - SLOW);
      last = mark;
      if (at - second.began >= 1000) Object.assign(second, { began: at, count: 0 });
      if (near && !isChosen) heardNear(bytes);
      else if (echoes >= most) this.#mute(channel, sayServing('sendsBack'), MUTED_FOR);
      else if (isChosen && (repeats >= REPEATS || turns >= TURNS)) this.#mute(channel, sayServing('answersAll'), MUTED_FOR);
      else if (++second.count > MOST && !near) this.#mute(channel, sayServing('tooMany', { most: String(MOST) }), MUTED_FOR);
    };
    const chunk = (direction: 'sent' | 'received', bytes: Uint8Array, at: number): void => {
      if (direction === 'received') heard(bytes, at);
      else Object.assign(answer, { mark: markOf(bytes), at });
    };
    return { open: () => ({ chunk, ended: () => {}, reset: () => {}, closed: () => {} }) };
  }

  /** `time` in milliseconds. */
  #mute(channel: OpenChannel, why: Said, time: number): void {
    const [oldest] = this.#muted.keys();
    if (this.#muted.size >= MUTED_PEERS && oldest !== undefined) this.#muted.delete(oldest);
    this.#muted.set(channel.remote, now() + time);
    this.#onUnanswered(channel.remote, why);
    channel.abort(new Error(english.text(why)));
  }
}

/** Length and the start of a datagram in one number: enough to know one's own words again. */
const markOf = (bytes: Uint8Array): number => {
  let mark = bytes.length;
  for (let i = 0; i < bytes.length && i < 64; i++) mark = (Math.imul(mark, 31) + (bytes[i] ?? 0)) >>> 0;
  return mark;
};

/** `0.0.0.0/8`, groups, the broadcast of all networks. */
const isNobody = (address: Bytes): boolean => {
  const [first = 0] = address;
  return address.length === 4 ? first === 0 || first >= 224 : first === 255 || address.every((byte) => byte === 0);
};

/** Of the networks that this machine is in. */
const broadcastAddresses = (): ReadonlySet<string> => {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return new Set(
    all.flatMap(({ address, netmask }) => {
      const [own, mask] = [parseIp(address), parseIp(netmask)];
      if (own?.length !== 4 || mask?.length !== 4 || (mask[3] ?? 255) >= 254) return [];
      return [ip4Text(own.map((byte, i) => byte | (~(mask[i] ?? 255) & 255)))];
    }),
  );
};
