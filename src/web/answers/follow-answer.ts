/** Follow answer: what the two sides of one conversation said, piece by piece, taken on from its first frame. */
import type { Listed } from '../../analysis/conversation-list.ts';
import { Follower, type Said } from '../../analysis/follow.ts';
import { segmentOf } from '../../view/segment.ts';
import { base64 } from '../messages/base64.ts';
import type { Answer, SaidPart } from '../messages/messages.ts';
import type { Looked } from './looked.ts';

/** Bytes that are kept of one conversation; frames that are looked at, and pieces that are handed over, at once. */
const MOST_BYTES = 8 << 20;
const MOST_FRAMES = 500;

/** Follows one conversation for one page. */
export class FollowPieces {
  readonly conversation: number;
  readonly #browsed: Looked;
  readonly #listed: Listed;
  readonly #follower: Follower;
  readonly #pieces: SaidPart[] = [];
  #last = 0;
  #bytes = 0;
  #ended = false;

  constructor(browsed: Looked, listed: Listed) {
    this.conversation = listed.place;
    this.#browsed = browsed;
    this.#listed = listed;
    this.#follower = new Follower({ protocol: listed.layer.name, number: listed.number });
  }

  part(from: number): Answer<'follow'> {
    const hasMore = this.#grow();
    if (!hasMore && this.#browsed.isOver && !this.#ended) {
      this.#ended = true;
      this.#keep(this.#follower.end());
    }
    const pieces = this.#pieces.slice(from, from + MOST_FRAMES);
    return { hosts: this.#listed.hosts, isOver: this.#ended && from + pieces.length === this.#pieces.length, pieces };
  }

  /** Takes the next frames; whether there are still more. */
  #grow(): boolean {
    for (let k = 0; k < MOST_FRAMES && this.#bytes < MOST_BYTES; k++) {
      const next = this.#next();
      if (next === undefined) return false;
      this.#last = next;
      const d = this.#browsed.dissect(next);
      const segment = segmentOf(d);
      if (segment !== undefined) this.#keep(this.#follower.push(d, [segment.from, segment.to]));
    }
    return this.#bytes < MOST_BYTES && this.#next() !== undefined;
  }

  #next(): number | undefined {
    return this.#last === 0 ? this.#listed.firstFrame || undefined : this.#browsed.after(this.#last);
  }

  #keep(said: readonly Said[]): void {
    for (const { kind, side, frame, offset, length, bytes } of said) {
      if (length === 0) continue;
      this.#bytes += bytes.length;
      this.#pieces.push({ side, frame, offset, length, bytes: kind === 'gap' ? '' : base64(bytes) });
    }
  }
}
