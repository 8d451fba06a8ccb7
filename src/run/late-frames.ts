/**
 * Late frames: where secrets may come after the packets that they open (a key log that grows, secrets further on in a pipe), the frames of
 * conversations are kept, to be taken once more when that happens. What is kept is limited: secrets that come later open what comes then.
 */
import type { Filter } from '../analysis/filter/filter.ts';
import type { Times } from '../analysis/frame-fields.ts';
import type { KeyLog } from '../analysis/key-log.ts';
import type { FrameKnown } from '../analysis/known.ts';
import { said } from '../analysis/row-says.ts';
import type { Track } from '../analysis/track.ts';
import { dissect } from '../wire/dissect.ts';
import { batchOf, type Frame, frameOf } from '../wire/frame.ts';
import type { ConversationFacts } from '../wire/stream.ts';
import { Passed } from './passed.ts';

/** Bytes of one conversation, and of all, that are kept. */
const MOST_OF_ONE = 256 << 10;
const MOST = 32 << 20;
/** How often a key log that grows is looked at while no packets come. */
const LOOK_MS = 200;

interface Kept {
  readonly frame: Frame;
  readonly times: Times;
  readonly source: number;
  known: FrameKnown;
}

interface Conversation {
  readonly key: string;
  readonly frames: Kept[];
  bytes: number;
}

export interface Repeating {
  readonly filter?: Filter | undefined;
  readonly showSecrets?: boolean | undefined;
  readonly ready?: () => Promise<void> | undefined;
  /** Told once, when frames are visited once more. */
  readonly onRepeat?: ((what: string) => void) | undefined;
}

export class LateFrames {
  readonly #track: Track;
  readonly #secrets: KeyLog;
  readonly #choice: Repeating;
  readonly #visit: (passed: Passed) => unknown;
  readonly #all = new Map<string, Conversation>();
  /** Conversations that are kept no longer, or were too long. */
  readonly #over = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;
  #told = false;

  constructor(of: { readonly track: Track; readonly secrets: KeyLog }, choice: Repeating, visit: (passed: Passed) => unknown) {
    this.#track = of.track;
    this.#secrets = of.secrets;
    this.#choice = choice;
    this.#visit = visit;
    this.#secrets.watched = true;
    this.#timer = setInterval(() => this.#later(), LOOK_MS).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Keeps the newest frame of the track. */
  keep(passed: Passed): void {
    const { known } = this.#track;
    const nth = known.transports - 1;
    const node = known.nodes[nth];
    if (node?.layer.transport?.segmented === undefined || !this.#secrets.hasAny) return;
    const key = `${node.layer.name} ${known.facts(nth)?.['stream']}`;
    if (this.#over.has(key)) return;
    const conversation = this.#all.get(key) ?? this.#open(key);
    const frame = frameOf(passed.batch, passed.i, passed.number);
    conversation.frames.push({
      frame: { ...frame, bytes: frame.bytes.slice() },
      times: { ...passed.times },
      source: passed.source,
      known: known.copy(),
    });
    conversation.bytes += frame.bytes.length;
    this.#bytes += frame.bytes.length;
    if (conversation.bytes > MOST_OF_ONE) this.#drop(conversation);
    for (const oldest of this.#all.values()) {
      if (this.#bytes <= MOST) break;
      this.#drop(oldest);
    }
  }

  /** Takes once more what came too early for its secrets. */
  look(): boolean {
    this.#secrets.pull();
    let some = false;
    for (const facts of this.#secrets.late()) some = this.#again(facts) || some;
    return some;
  }

  #later(): void {
    if (this.look()) void this.#choice.ready?.();
  }

  #open(key: string): Conversation {
    const made = { key, frames: [], bytes: 0 };
    this.#all.set(key, made);
    return made;
  }

  #drop(c: Conversation): void {
    this.#all.delete(c.key);
    this.#bytes -= c.bytes;
    this.#over.add(c.key);
    if (this.#over.size > MOST_OVER) this.#over.clear();
  }

  /** Whether any of its frames was visited. */
  #again({ transport, stream }: ConversationFacts): boolean {
    const conversation = this.#all.get(`${transport} ${stream}`);
    const [first] = conversation?.frames ?? [];
    if (first === undefined) return false;
    const track = this.#track.forAgain(first.known);
    let some = false;
    for (const kept of conversation?.frames ?? []) some = this.#take(track, kept) || some;
    this.#track.readOn(track);
    return some;
  }

  #take(track: Track, kept: Kept): boolean {
    const { filter, showSecrets, onRepeat } = this.#choice;
    const { frame, times } = kept;
    const passed = new Passed(track, showSecrets);
    passed.batch = batchOf(frame);
    passed.batch.source[0] = kept.source;
    passed.times = times;
    track.frameAgain(passed.batch, frame.number, kept.known);
    const before = said(dissect(track.registry, frame, kept.known, track.options));
    const now = said(track.dissect());
    kept.known = track.known.copy();
    if (before.info === now.info && before.protocol === now.protocol) return false;
    if (filter !== undefined && !filter.passes(track, passed.batch, 0, times)) return false;
    if (!this.#told) onRepeat?.(REPEATED);
    this.#told = true;
    this.#visit(passed);
    return true;
  }
}

const MOST_OVER = 100_000;

const REPEATED = 'secrets came after packets that they open: the rows of those show once more, under their numbers';
