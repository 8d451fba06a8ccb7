/** Segments that were sent and not yet acknowledged: linked records, a list for each flow. */
import { Records } from '../../core/records.ts';
import { isAfter, isBefore } from '../../core/serial.ts';
import { F, Mark, type Segment, type Verdict } from './flow.ts';

/** Words of a segment in a list. */
const U = { seq: 0, next: 1, frame: 2, seconds: 3, nanos: 4, older: 5, newer: 6 } as const;
const WORDS = 7;

/** No more are remembered of one flow (what nobody acknowledges would be kept for ever). */
const MOST = 10_000;

export class Unacked {
  readonly #records = new Records(WORDS);

  constructor() {
    this.#records.add();
  }

  /** Adds a segment that ends before sequence number `next`. */
  add(f: Int32Array, o: number, s: Segment, next: number): void {
    if (f[o + F.count]! >= MOST) return;
    const id = this.#records.add();
    const u = this.#records.page(id);
    const at = this.#records.at(id);
    u[at] = s.seq;
    u[at + U.next] = next;
    u[at + U.frame] = s.frame;
    u[at + U.seconds] = s.seconds;
    u[at + U.nanos] = s.nanos;
    u[at + U.newer] = 0;
    this.#link(f, o, id, u, at);
    this.#widen(f, o, s.seq, next);
  }

  /**
   * Takes off what `ack` acknowledges, cuts what it acknowledges in part, and says which segment it answers exactly
   * (where there are several, the oldest).
   */
  acknowledge(f: Int32Array, o: number, ack: number, v: Verdict): void {
    let id = f[o + F.oldest]!;
    if (id === 0) return;
    const early = this.#endsEarly(f, o, ack);
    const before = f[o + F.count]!;
    let cut = false;
    while (id !== 0) {
      const u = this.#records.page(id);
      const at = this.#records.at(id);
      const newer = u[at + U.newer]!;
      const next = u[at + U.next]!;
      if (isAfter(next, ack)) {
        if (isAfter(ack, u[at]!)) {
          u[at] = ack;
          cut = true;
        }
        if (early) break;
      } else {
        if (next === ack && v.acksFrame === 0) this.#answers(u, at, v);
        this.#drop(f, o, id, u, at);
      }
      id = newer;
    }
    if (cut || f[o + F.count] !== before) this.#measure(f, o);
  }

  /** The flow is forgotten. */
  clear(f: Int32Array, o: number): void {
    for (let id = f[o + F.oldest]!; id !== 0; ) {
      const newer = this.#records.page(id)[this.#records.at(id) + U.newer]!;
      this.#records.free(id);
      id = newer;
    }
  }

  /** The base of the flow has changed. */
  rebase(f: Int32Array, o: number): void {
    this.#measureAll(f, o);
  }

  /** Writes the frame and time of the oldest segment into the verdict: the one whose timeout ran out. */
  timedOut(f: Int32Array, o: number, v: Verdict): void {
    const id = f[o + F.oldest]!;
    if (id === 0) return;
    const u = this.#records.page(id);
    const at = this.#records.at(id);
    v.rtoFrame = u[at + U.frame]!;
    v.rtoSeconds = u[at + U.seconds]!;
    v.rtoNanos = u[at + U.nanos]!;
  }

  /** In an ordered list nothing behind the first segment that is not acknowledged is. */
  #endsEarly(f: Int32Array, o: number, ack: number): boolean {
    if ((f[o + F.marks]! & Mark.ordered) === 0) return false;
    const newest = f[o + F.newest]!;
    return isAfter(this.#records.page(newest)[this.#records.at(newest) + U.next]!, ack);
  }

  #answers(u: Int32Array, at: number, v: Verdict): void {
    v.acksFrame = u[at + U.frame]!;
    v.acksSeconds = u[at + U.seconds]!;
    v.acksNanos = u[at + U.nanos]!;
  }

  #link(f: Int32Array, o: number, id: number, u: Int32Array, at: number): void {
    const last = f[o + F.newest]!;
    u[at + U.older] = last;
    f[o + F.newest] = id;
    f[o + F.count]!++;
    if (last === 0) {
      f[o + F.oldest] = id;
      f[o + F.marks]! |= Mark.ordered;
      return;
    }
    const p = this.#records.page(last);
    const pat = this.#records.at(last);
    p[pat + U.newer] = id;
    const first = f[o + F.oldest]!;
    const start = this.#records.page(first)[this.#records.at(first)]!;
    if (!isAfter(u[at + U.next]!, start) || isBefore(u[at]!, p[pat + U.next]!)) f[o + F.marks]! &= ~Mark.ordered;
  }

  #drop(f: Int32Array, o: number, id: number, u: Int32Array, at: number): void {
    const older = u[at + U.older]!;
    const newer = u[at + U.newer]!;
    if (older === 0) f[o + F.oldest] = newer;
    else this.#records.page(older)[this.#records.at(older) + U.newer] = newer;
    if (newer === 0) f[o + F.newest] = older;
    else this.#records.page(newer)[this.#records.at(newer) + U.older] = older;
    f[o + F.count]!--;
    this.#records.free(id);
  }

  /** Lowest and highest are relative to the base, as unsigned numbers. */
  #widen(f: Int32Array, o: number, seq: number, next: number): void {
    const low = (seq - f[o + F.base]!) >>> 0;
    const high = (next - f[o + F.base]!) >>> 0;
    const first = f[o + F.count] === 1;
    if (first || low < f[o + F.lowest]! >>> 0) f[o + F.lowest] = low;
    if (first || high > f[o + F.highest]! >>> 0) f[o + F.highest] = high;
  }

  /** Works out lowest and highest anew after segments have gone. */
  #measure(f: Int32Array, o: number): void {
    if (f[o + F.count] === 0) return;
    if (f[o + F.marks]! & Mark.ordered) {
      const low = this.#edge(f[o + F.oldest]!, U.seq, f[o + F.base]!);
      const high = this.#edge(f[o + F.newest]!, U.next, f[o + F.base]!);
      f[o + F.lowest] = low;
      f[o + F.highest] = high;
      if (low <= high) return;
    }
    this.#measureAll(f, o);
  }

  #edge(id: number, word: number, base: number): number {
    return (this.#records.page(id)[this.#records.at(id) + word]! - base) >>> 0;
  }

  #measureAll(f: Int32Array, o: number): void {
    const base = f[o + F.base]!;
    let low = 0xffff_ffff;
    let high = 0;
    let ordered = true;
    let end = 0;
    for (let id = f[o + F.oldest]!; id !== 0; id = this.#records.page(id)[this.#records.at(id) + U.newer]!) {
      const seq = this.#edge(id, U.seq, base);
      if (id !== f[o + F.oldest] && isBefore(seq, end)) ordered = false;
      end = this.#edge(id, U.next, base);
      low = Math.min(low, seq);
      high = Math.max(high, end);
    }
    f[o + F.lowest] = low;
    f[o + F.highest] = high;
    if (ordered && high - low < 0x8000_0000) f[o + F.marks]! |= Mark.ordered;
  }
}
