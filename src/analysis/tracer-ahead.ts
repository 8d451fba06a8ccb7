/** Tracer ahead: traces frames for who reads them later from sheets, in another thread. */
import type { Bytes } from '../core/bytes.ts';
import type { Tools } from '../core/tools.ts';
import { dissect } from '../wire/dissect.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';
import type { Known, Node, Registry } from '../wire/types.ts';
import type { Walked } from '../wire/walk.ts';
import type { FactsWriting } from './facts-log.ts';
import { FrameKnown } from './known.ts';
import type { Limits } from './limits.ts';
import { Reassembly } from './reassembly.ts';
import type { Belonging } from './traced.ts';
import { type Sheet, SheetWriter, type TracedEvent } from './traced-sheet.ts';
import { LocalTracer } from './tracer.ts';

export interface AheadOptions {
  readonly verify: boolean;
  readonly tools: Tools;
  /** An index will keep what is known of the frames. */
  readonly keepsFacts?: boolean;
}

export class TracerAhead {
  readonly #registry: Registry;
  readonly #options: AheadOptions;
  readonly #tracer: LocalTracer;
  readonly #writer: SheetWriter;
  readonly #fragments = new Reassembly();
  /** Answers what the reader of the sheet will be asked: streams are read there. */
  readonly #known: Known;
  readonly #nodes: Node[] = [];
  readonly #learned: (Belonging | undefined)[] = [];
  #closed: number[] = [];
  #events: TracedEvent[] = [];
  #number = 0;
  /** What is known of the newest frame before its streams are read, where a walk explains it. */
  readonly known = new FrameKnown();

  constructor(registry: Registry, limits: Limits, options: AheadOptions) {
    this.#writer = new SheetWriter(options.keepsFacts);
    this.#registry = registry;
    this.#options = options;
    this.#tracer = new LocalTracer(registry, limits, (conversation) => this.#closed.push(conversation), this.#writer.pool);
    this.#known = {
      facts: (nth, d) => {
        const node = registry.byName(d.layer.name)!;
        this.#nodes[nth] = node;
        this.#learned[nth] = this.#tracer.learn(nth, d, node);
        return this.#learned[nth]?.facts;
      },
      messages: () => undefined,
      reassembled: (_, d, f) =>
        this.#fragments.take(f.key, this.#number, f.offset, f.more, d.b.subarray(f.from, f.to), d.source === 0 ? f.from : -1),
      answered: () => undefined,
    };
  }

  /** Frames so far. */
  get frames(): number {
    return this.#number;
  }
  get walked(): Walked {
    return this.#tracer.traced.walked;
  }
  get isDeep(): boolean {
    return this.#tracer.traced.isDeep;
  }
  get source(): number {
    return this.#highest(this.#tracer.traced.source);
  }
  get target(): number {
    return this.#highest(this.#tracer.traced.target);
  }
  address(number: number): Bytes {
    return this.#tracer.address(number);
  }

  /** Says in `known` what was traced of the newest frame. */
  tell(): void {
    const { known } = this;
    const { transports, facts, layer, walked } = this.#tracer.traced;
    known.clear();
    for (let nth = 0; nth < transports; nth++) known.put(nth, facts[nth], undefined, walked.nodes[layer[nth]!]);
  }

  #highest(of: readonly number[]): number {
    const { transports } = this.#tracer.traced;
    return transports === 0 ? 0 : of[transports - 1]!;
  }

  /** Writes what is known of the newest frame as an index keeps it; false where only a dissection tells that, or where there is no room. */
  write(into: FactsWriting): boolean {
    const { isDeep, transports, facts, layer, walked } = this.#tracer.traced;
    if (isDeep || !into.hasRoom(transports)) return false;
    for (let nth = 0; nth < transports; nth++) into.put(walked.nodes[layer[nth]!]!, facts[nth]);
    return true;
  }

  /** The next frames are written into this sheet. */
  begin(sheet: Sheet): void {
    this.#writer.begin(sheet);
  }

  /** Whether the sheet has room for another frame. */
  get hasRoom(): boolean {
    return this.#writer.hasRoom;
  }

  /** What happened since it was asked before. */
  events(): readonly TracedEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  /** Takes frame `i` of a batch, the next of the file. */
  take(batch: FrameBatch, i: number): void {
    const tracer = this.#tracer;
    const before = tracer.forgotten;
    tracer.take(batch, i, ++this.#number);
    if (tracer.traced.isDeep) this.#learn(batch, i);
    else this.#writer.put(tracer.traced);
    tracer.settle();
    const forgotten = tracer.forgotten;
    if (this.#closed.length === 0 && forgotten.channels === before.channels && forgotten.conversations === before.conversations) return;
    this.#events.push({ frame: this.#number, closed: this.#closed, forgotten });
    this.#closed = [];
  }

  #learn(batch: FrameBatch, i: number): void {
    this.#learned.length = 0;
    dissect(this.#registry, frameOf(batch, i, this.#number), this.#known, this.#options);
    this.#writer.putLearned(this.#nodes, this.#learned, this.#learned.length);
  }
}
