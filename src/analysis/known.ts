/** What is known of one frame, in the order in which its layers ask for it. */

import { copyOfFacts } from '../wire/compile-facts.ts';
import type { Answered, Reassembled, Unfinished } from '../wire/origin.ts';
import type { Facts } from '../wire/row.ts';
import type { Completed, CompletedMessage, Known, Node } from '../wire/types.ts';
import { UnfinishedMessage } from './placed-message.ts';

/** Filled while a frame is taken, or read again from an index. */
export class FrameKnown implements Known {
  /** Of the `nth` transport; what is behind `transports` is of earlier frames. */
  readonly allFacts: (Facts | undefined)[] = [];
  readonly nodes: (Node | undefined)[] = [];
  readonly allReassembled: (Reassembled | undefined)[] = [];
  readonly allMessages: (Completed | undefined)[] = [];
  readonly allAnswered: (Answered | undefined)[] = [];

  /** Layers with a transport or channel in the frame. */
  transports = 0;

  clear(): void {
    this.transports = 0;
    empty(this.allReassembled);
    empty(this.allAnswered);
  }

  /** Says what is known of the `nth` transport, which is the newest. */
  put(nth: number, facts: Facts | undefined, messages: Completed | undefined, node?: Node): void {
    this.nodes[nth] = node;
    this.allFacts[nth] = facts;
    this.allMessages[nth] = messages;
    this.transports = Math.max(this.transports, nth + 1);
  }

  facts(nth: number): Facts | undefined {
    return nth < this.transports ? this.allFacts[nth] : undefined;
  }
  reassembled(nth: number): Reassembled | undefined {
    return this.allReassembled[nth];
  }
  messages(nth: number): Completed | undefined {
    return nth < this.transports ? this.allMessages[nth] : undefined;
  }
  answered(nth: number): Answered | undefined {
    return this.allAnswered[nth];
  }

  /** The same with arrays and facts of its own, to be kept while the track goes on. */
  copy(): FrameKnown {
    const copy = new FrameKnown();
    for (let nth = 0; nth < this.transports; nth++) {
      const facts = this.allFacts[nth];
      const done = this.allMessages[nth];
      copy.put(nth, facts && copyOfFacts(facts), done && ownedBy(done), this.nodes[nth]);
    }
    copy.allReassembled.push(...this.allReassembled);
    copy.allAnswered.push(...this.allAnswered);
    return copy;
  }
}

/** Taken out one by one: an array whose length is set makes itself new room for the next. */
const empty = (list: unknown[]): void => {
  while (list.length > 0) list.pop();
};

const ownedBy = (done: Completed): Completed => ({
  ...done,
  messages: done.messages.map(owned),
  unfinished: done.unfinished && ownedBeginning(done.unfinished),
});

const ownedBeginning = (u: Unfinished): Unfinished => {
  const bytes = u.bytes.slice();
  return u instanceof UnfinishedMessage ? u.with(bytes) : { ...u, bytes };
};

/** A message with bytes of its own: others are those of buffers that are used again. */
const owned = (m: CompletedMessage): CompletedMessage => {
  const { node, message, offset, length, lacks, from, name, fault, answered } = m;
  return { node, message, bytes: m.bytes?.slice(), offset, length, lacks, from, name, fault, answered, inner: m.inner.map(owned) };
};
