/** Memory: the packets of an exercise, kept for its checks and its report. Bounded. */
import type { ChannelFacts, Direction, Tap } from '../../io/base/tap.ts';
import { isOwnAddress } from '../../io/net/hosts.ts';
import { tcpRow } from '../../io/net/proc-net.ts';
import { Ladder } from '../../view/ladder.ts';
import { segmentOf } from '../../view/segment.ts';
import { ladderSides, type OnPacket, type Watched } from '../watched.ts';
import type { Seen, Talk } from './evidence.ts';

/** Packets, and bytes that they carried. */
const MOST = { packets: 20_000, bytes: 16 << 20 };

type Kept = Talk & { readonly seen: Seen[]; readonly ladder: Ladder };

export class Memory {
  readonly #talks = new Map<Watched, Kept>();
  readonly #places = new WeakMap<ChannelFacts, string>();
  readonly #gone = new WeakSet<ChannelFacts>();
  readonly #left = { ...MOST };
  readonly #onSeen: () => void;

  constructor(onSeen: () => void) {
    this.#onSeen = onSeen;
  }

  get talks(): readonly Talk[] {
    return [...this.#talks.values()];
  }

  /** Nothing more is kept. */
  get isFull(): boolean {
    return this.#left.packets <= 0;
  }

  /** A channel of this place is about to be recorded. */
  expect(facts: ChannelFacts, place: string): void {
    this.#places.set(facts, place);
  }

  /** What each client sent is looked at when it is read: whoever waits for an answer is still there then. */
  readonly tap: Tap = {
    open: (facts) => {
      let isFirst = true;
      const chunk = (direction: Direction): void => {
        if (direction !== 'received' || !isFirst) return;
        isFirst = false;
        if (hasLeft(facts)) this.#gone.add(facts);
      };
      return { chunk, ended: () => {}, reset: () => {}, closed: () => {} };
    },
  };

  readonly take: OnPacket = (d, _times, _unshown, of) => {
    const segment = this.isFull ? undefined : segmentOf(d);
    if (segment === undefined) return;
    const talk = this.#talkOf(of);
    const { length } = segment.payload;
    const payload = segment.payload.slice(0, Math.max(0, this.#left.bytes));
    this.#left.bytes -= payload.length;
    this.#left.packets--;
    const { side } = talk.ladder.push(segment).rung;
    talk.seen.push({ ...segment, payload, length, side });
    this.#onSeen();
  };

  #talkOf(of: Watched): Kept {
    const known = this.#talks.get(of);
    if (known !== undefined) return known;
    const { facts, tag = '', names = ['client', 'server'] as const } = of;
    const { client } = ladderSides(of);
    const gone = this.#gone;
    const made: Kept = {
      get hasLeft() {
        return gone.has(facts);
      },
      tag,
      names,
      place: this.#places.get(facts) ?? '',
      framing: facts.framing ?? 'stream',
      client,
      server: client === facts.local ? facts.remote : facts.local,
      seen: [],
      ladder: new Ladder(ladderSides(of)),
    };
    this.#talks.set(of, made);
    return made;
  }
}

/** Of a client on this machine the system tells it: no program has the other end any more. */
const hasLeft = ({ localIp, remoteIp, framing }: ChannelFacts): boolean => {
  if (localIp === undefined || remoteIp === undefined || framing === 'datagram' || !isOwnAddress(remoteIp.address)) return false;
  return tcpRow(localIp, remoteIp) !== undefined && tcpRow(remoteIp, localIp)?.isHeld !== true;
};
