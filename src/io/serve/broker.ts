/**
 * Broker: every member hears all others. A member who does not keep up gets a bounded queue; once it is full, those who speak wait for
 * a while, and then the member is dropped: nobody is held up for good, and nothing grows.
 */

import { english, sayServing } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';

export interface BrokerOptions {
  /** Bytes that may wait for one member. Default 1 MiB. */
  readonly queue?: number;
  /** Milliseconds without any progress for which `room` waits for a member whose queue is full. Default 0. */
  readonly patience?: number;
  /** A member was cut because it did not keep up, or because it could not be written to. */
  readonly onDropped?: (member: Member, why: Said) => void;
}

export class Member {
  readonly id: number;
  readonly channel: OpenChannel;
  /** Bytes that the system has not taken yet. */
  waiting = 0;
  /** When the system last took something of what waits. */
  took = now();

  constructor(id: number, channel: OpenChannel) {
    this.id = id;
    this.channel = channel;
  }
}

const QUEUE = 1 << 20;
/** Milliseconds between two looks at a member who is waited for. */
const LOOK_EVERY = 10;

export class Broker {
  readonly #here = new Set<Member>();
  #last = 0;
  readonly #queue: number;
  readonly #patience: number;
  readonly #onDropped: (member: Member, why: Said) => void;

  constructor({ queue = QUEUE, patience = 0, onDropped = () => {} }: BrokerOptions = {}) {
    this.#queue = queue;
    this.#patience = patience;
    this.#onDropped = onDropped;
  }

  /** A member from its coming to its end: what it says goes to all others. `stays`: it hears on after it has said its last. */
  async serve(channel: OpenChannel, stays = false): Promise<void> {
    const member = this.join(++this.#last, channel);
    try {
      for await (const chunk of channel.incoming) {
        this.say(chunk, member);
        await this.room();
      }
      if (stays) await channel.ledger.closing;
    } finally {
      this.leave(member);
    }
  }

  /** In the order in which they came. */
  get members(): readonly Member[] {
    return [...this.#here];
  }

  join(id: number, channel: OpenChannel): Member {
    const member = new Member(id, channel);
    this.#here.add(member);
    return member;
  }

  /** It hears no more. Its channel stays as it is. */
  leave(member: Member): void {
    this.#here.delete(member);
  }

  /** To everybody but the one who says it. The bytes must not be changed afterwards. */
  say(bytes: Uint8Array, from?: Member): void {
    for (const member of this.#here) if (member !== from) this.tell(member, bytes);
  }

  /** To one member. */
  tell(member: Member, bytes: Uint8Array): void {
    if (!this.#here.has(member)) return;
    if (member.waiting === 0) member.took = now();
    member.waiting += bytes.length;
    const took = (): void => {
      member.waiting -= bytes.length;
      member.took = now();
    };
    member.channel.write(bytes).then(took, () => this.#drop(member, sayServing('unwritable')));
    if (this.#patience === 0 && member.waiting > this.#queue) this.#drop(member, this.#tooSlow());
  }

  /** For whoever speaks: resolves when no queue is full, or those who keep theirs full for too long have been dropped. */
  async room(): Promise<void> {
    for (let full = this.#full(); full.length > 0; full = this.#full()) {
      for (const member of full) if (now() - member.took > this.#patience) this.#drop(member, this.#tooSlow());
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  #full(): readonly Member[] {
    return this.#patience === 0 ? [] : [...this.#here].filter((member) => member.waiting > this.#queue);
  }

  #tooSlow(): Said {
    return sayServing('tooMuchWaits', { most: String(this.#queue) });
  }

  #drop(member: Member, why: Said): void {
    if (!this.#here.delete(member)) return;
    member.channel.abort(new Error(english.text(why)));
    this.#onDropped(member, why);
  }
}
