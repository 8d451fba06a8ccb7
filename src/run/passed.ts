/** Passed: a frame that is visited, with what is known of it, as it may be shown. */
import type { Times } from '../analysis/frame-fields.ts';
import type { Selection } from '../analysis/selection.ts';
import type { Taken } from '../analysis/taken.ts';
import { protocols } from '../protocols/registry.ts';
import { covered } from '../view/covered.ts';
import type { Dissection } from '../wire/dissection.ts';
import type { FrameBatch } from '../wire/frame.ts';
import { mayHold } from '../wire/secret.ts';

/** A frame that passed; the same object for every one, valid until the next frame is taken. */
export class Passed {
  readonly track: Taken;
  batch!: FrameBatch;
  i = 0;
  times!: Times;

  readonly #isCovered: boolean;
  #whole: Dissection | undefined;
  #shown: Dissection | undefined;

  constructor(track: Taken, showSecrets = false) {
    this.track = track;
    this.#isCovered = !showSecrets;
  }

  get number(): number {
    return this.track.frames;
  }
  /** Number of its interface in the file. */
  get source(): number {
    return this.batch.source[this.i] ?? 0;
  }
  /** Whether messages end in it, or one begins that goes on. */
  get hasMessages(): boolean {
    const { transports, allMessages } = this.track.known;
    for (let nth = 0; nth < transports; nth++) {
      const done = allMessages[nth];
      if (done !== undefined && (done.messages.length > 0 || done.unfinished !== undefined)) return true;
    }
    return this.track.isDeep;
  }
  /** As it may be shown. */
  get d(): Dissection {
    const whole = this.track.dissect();
    if (!this.#isCovered) return whole;
    if (this.#whole !== whole) this.#shown = covered(whole);
    this.#whole = whole;
    return this.#shown ?? whole;
  }

  /** The values of what is selected, as they may be shown. */
  load(selection: Selection): void {
    const { track } = this;
    if (this.#isCovered) selection.guard(protocols);
    const asks = this.#isCovered && (mayHoldSecrets(track) || mayHoldEarly(track));
    const hides = asks && (track.isDeep || selection.hasBytes(protocols));
    if (!hides) selection.load(track, this.batch, this.i, this.times);
    if (hides || (asks && selection.mayTell)) selection.loadDissected(this.d, this.times);
  }
}

/** Whether anything that the newest frame completes has fields that are secret. */
const mayHoldSecrets = ({ isDeep, known }: Taken): boolean =>
  isDeep || known.allMessages.some((done) => done?.messages.some((m) => m.inner.length > 0 || mayHold(m.node.layer)));

/** Whether it brings the beginning of something that has such fields. */
const mayHoldEarly = ({ known }: Taken): boolean => known.allMessages.some((done) => done?.unfinished !== undefined);
