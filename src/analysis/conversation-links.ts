/** Conversation links: of every frame, which conversation it belongs to, and the frames of that before and after it. 12 bytes a frame. */
import type { ConversationList, Listed } from './conversation-list.ts';

export class ConversationLinks {
  /** By frame number: twice the place of its conversation, and the side that sent it, + 2. */
  #places = new Uint32Array(1024);
  #before = new Uint32Array(1024);
  #after = new Uint32Array(1024);
  /** The newest frame of a conversation, by its place. */
  readonly #newest: number[] = [];

  /** Takes the next frame; `c` is its conversation, if it has one, of which `side` sent it. */
  put(frame: number, c: Listed | undefined, side: 0 | 1): void {
    if (frame >= this.#places.length) this.reserve(2 * this.#places.length);
    if (c === undefined) return;
    const before = this.#newest[c.place] ?? 0;
    this.#places[frame] = 2 * c.place + side + 2;
    this.#before[frame] = before;
    this.#after[before] = frame;
    this.#newest[c.place] = frame;
  }

  /** The place of a frame's conversation in the list. */
  placeOf(frame: number): number | undefined {
    const place = this.#places[frame];
    return place ? (place >> 1) - 1 : undefined;
  }
  /** A number for a frame's conversation and who sent it there; 0 where it has none. */
  sideOf(frame: number): number {
    return this.#places[frame] ?? 0;
  }
  /** Which side of its conversation sent a frame that has one. */
  senderOf(frame: number): 0 | 1 {
    return this.#places[frame]! & 1 ? 1 : 0;
  }
  /** The frame before this one in its conversation. */
  before(frame: number): number | undefined {
    return this.#before[frame] || undefined;
  }
  after(frame: number): number | undefined {
    return this.#after[frame] || undefined;
  }

  /** Makes room for so many frames at once. */
  reserve(frames: number): void {
    if (frames <= this.#places.length) return;
    const larger = (from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(frames);
      to.set(from);
      return to;
    };
    this.#places = larger(this.#places);
    this.#before = larger(this.#before);
    this.#after = larger(this.#after);
  }
}

/** The side of its conversation that sent a frame, and its two ends, sender first. */
export const conversationSides = (list: ConversationList, links: ConversationLinks) => ({
  of: (frame: number): number => links.sideOf(frame),
  ends: (side: number): { readonly number: number; readonly sender: string; readonly receiver: string } | undefined => {
    const c = list.all[(side >> 1) - 1];
    return c && { number: c.number, sender: c.hosts[side & 1 ? 1 : 0], receiver: c.hosts[side & 1 ? 0 : 1] };
  },
});
