/** Selected of frame: values of a frame as a whole: its bytes, its number and times, what is left of it behind its layers. */
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import { put, type Selected } from './asked.ts';
import { eachValue, type FrameFacts, type FrameField, frameFields, type Times } from './frame-fields.ts';
import { OTHERS, REST } from './frame-others.ts';

export class SelectedOfFrame {
  /** Only the layers of a dissection tell a value; or what is left of the frame behind them. */
  readonly needsTree: boolean = false;
  readonly asksRest: boolean = false;
  /** The bytes of the frame, and those that are left, where they are asked for. */
  readonly #bytes: Selected | undefined;
  readonly #rest: Selected | undefined;
  readonly #fields: readonly (readonly [Selected, FrameField])[];

  constructor(all: ReadonlyMap<string, Selected>) {
    const fields: [Selected, FrameField][] = [];
    for (const [name, into] of all) {
      const field = frameFields.get(name);
      if (field?.dissected !== undefined || (name in OTHERS && name !== REST && name !== 'frame')) this.needsTree = true;
      if (field?.ofRest !== undefined || name === REST) this.asksRest = true;
      if (field !== undefined) fields.push([into, field]);
    }
    this.#fields = fields;
    this.#bytes = all.get('frame');
    this.#rest = all.get(REST);
  }

  /** Gives what follows from frame `i` of a batch. */
  load(number: number, batch: FrameBatch, i: number, times: Times): void {
    const o = batch.offset[i]!;
    const captured = batch.captured[i]!;
    if (this.#bytes !== undefined) put(this.#bytes, undefined, batch.bytes.subarray(o, o + captured));
    if (this.#fields.length === 0) return;
    const facts: FrameFacts = {
      number,
      mark: MARKS[batch.mark[i]!] ?? 'R',
      seconds: batch.seconds[i]!,
      nanos: batch.nanos[i]!,
      original: batch.original[i]!,
      captured,
      comments: batch.comments.get(i) ?? NO_COMMENTS,
    };
    for (let k = 0; k < this.#fields.length; k++) {
      const [into, field] = this.#fields[k]!;
      eachValue(field, facts, times, (value) => put(into, field.spec, value));
    }
  }

  /** Gives what its layers leave, if anything. */
  loadRest(rest: readonly Uint8Array[]): void {
    for (const bytes of rest) {
      for (const [into, { spec, ofRest }] of this.#fields) if (ofRest !== undefined) put(into, spec, ofRest(bytes));
      if (this.#rest !== undefined) put(this.#rest, undefined, bytes);
    }
  }
}

const NO_COMMENTS: readonly string[] = [];
