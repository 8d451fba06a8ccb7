/** Retaken: a frame of an index as its track took it: its layers are walked again, what was known of it is there. Nothing is read in order. */
import { addressText } from '../core/address.ts';
import { type Bytes, EMPTY, utf8 } from '../core/bytes.ts';
import type { Collector } from '../wire/collector.ts';
import { collectFrame } from '../wire/dissect.ts';
import type { Dissection, DissectOptions, Outline } from '../wire/dissection.ts';
import { type FrameBatch, frameBatch, frameOf } from '../wire/frame.ts';
import type { Node, Registry } from '../wire/types.ts';
import { Walked, walkFrame } from '../wire/walk.ts';
import type { CaptureIndex } from './capture-index.ts';
import type { LoggedFacts } from './facts-log.ts';
import { FrameKnown } from './known.ts';
import { NO_SHAPE } from './shapes.ts';
import type { Taken } from './taken.ts';

/** One frame after the other, in any order; the same object for every one. */
export class Retaken implements Taken {
  readonly registry: Registry;
  readonly options: DissectOptions;
  readonly walked = new Walked();
  readonly known = new FrameKnown();
  readonly shape = NO_SHAPE;
  readonly source = 0;
  readonly target = 1;
  frames = 0;
  isDeep = false;
  readonly #index: CaptureIndex;
  readonly #hasMessages: boolean;
  /** Facts are used again, by place and layer. */
  readonly #facts: LoggedFacts[][] = [];
  readonly #room = ({ id }: Node, nth: number, make: () => LoggedFacts): LoggedFacts => {
    this.#facts[nth] ??= [];
    this.#facts[nth]![id] ??= make();
    return this.#facts[nth]![id]!;
  };
  #batch: FrameBatch = frameBatch(0);
  #i = 0;
  #dissection: Dissection | undefined;

  /** Without messages `known` says nothing of what streams completed; a dissection does. */
  constructor(index: CaptureIndex, hasMessages: boolean) {
    this.#index = index;
    this.#hasMessages = hasMessages;
    this.registry = index.track.registry;
    this.options = index.track.options;
  }

  /** Takes frame `i` of a batch, the `number`th of the index. */
  take(batch: FrameBatch, i: number, number: number): void {
    this.frames = number;
    this.#batch = batch;
    this.#i = i;
    this.#dissection = undefined;
    this.isDeep = walkFrame(this.registry, batch, i, this.walked);
    this.#index.recall(number, this.known, this.#room, this.#hasMessages);
  }

  address(number: number): Bytes {
    const w = this.walked;
    for (let k = w.depth - 1; k >= 0; k--) {
      if (w.nodes[k]!.layer.transport === undefined) continue;
      return w.kind[k] === 0 ? EMPTY : utf8(addressText(w.kind[k]!, this.#batch.bytes, (number === this.source ? w.src : w.dst)[k]!));
    }
    return EMPTY;
  }

  dissect(): Dissection {
    this.#dissection ??= this.#index.dissect(this.frames);
    return this.#dissection;
  }

  collect(collector: Collector): Outline {
    const known = this.#hasMessages ? this.known : this.#index.known(this.frames);
    return collectFrame(this.registry, frameOf(this.#batch, this.#i, this.frames), known, this.options, collector);
  }
}
