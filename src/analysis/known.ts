/** What is known of one frame, in the order in which its layers ask for it. */

import type { Answered, Reassembled } from '../wire/origin.ts';
import type { Facts } from '../wire/row.ts';
import type { Completed, Known } from '../wire/types.ts';

/** Filled while a frame is taken, or read again from an index. */
export class FrameKnown implements Known {
  readonly allFacts: (Facts | undefined)[] = [];
  readonly allReassembled: (Reassembled | undefined)[] = [];
  readonly allMessages: (Completed | undefined)[] = [];
  readonly allAnswered: (Answered | undefined)[] = [];

  clear(): void {
    this.allFacts.length = 0;
    this.allReassembled.length = 0;
    this.allMessages.length = 0;
    this.allAnswered.length = 0;
  }

  facts(nth: number): Facts | undefined {
    return this.allFacts[nth];
  }
  reassembled(nth: number): Reassembled | undefined {
    return this.allReassembled[nth];
  }
  messages(nth: number): Completed | undefined {
    return this.allMessages[nth];
  }
  answered(nth: number): Answered | undefined {
    return this.allAnswered[nth];
  }

  /** The same with arrays and facts of its own, to be kept while the track goes on. */
  copy(): FrameKnown {
    const copy = new FrameKnown();
    for (const f of this.allFacts) copy.allFacts.push(f && { ...f });
    copy.allReassembled.push(...this.allReassembled);
    copy.allMessages.push(...this.allMessages);
    copy.allAnswered.push(...this.allAnswered);
    return copy;
  }
}
