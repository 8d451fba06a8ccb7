/** LiveLadders: the packets of our own channels as they come: a ladder each on one screen, told apart by their tags. */
import { english, sayServing } from '../../core/said.ts';
import type { Instant } from '../../core/time.ts';
import type { Words } from '../../core/words.ts';
import { ladderSides, type Watched } from '../../run/watched.ts';
import { isInferred, Ladder, legendOf } from '../../view/ladder.ts';
import { segmentOf } from '../../view/segment.ts';
import { type Line, line, span } from '../../view/text.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Mark } from '../../wire/frame.ts';
import { notShown } from '../terminal/bounded-output.ts';

export interface LiveLook {
  /** Shows what is inferred too. */
  readonly all: boolean;
  /** The states of both sides, too. */
  readonly states?: boolean;
  /** What groups of the conversation are, which is one of its own; those that are told apart by tags may be any. */
  readonly captions?: Readonly<Record<string, string>>;
  readonly words?: Words;
  /** What is told of packets that were left out, and the option that keeps them. */
  readonly said?: Words;
  readonly keeps?: string;
}

export class LiveLadders {
  /** As long as somebody records the channel. */
  readonly #ladders = new WeakMap<Watched, Ladder>();
  readonly #look: LiveLook;
  #newest: Watched | undefined;
  #hasInferred = false;
  readonly #shown = new Set<Mark>();

  constructor(look: LiveLook) {
    this.#look = look;
  }

  /** The lines of a packet of that channel; `unshown` before it were not shown. */
  lines(d: Dissection, first: Instant | undefined, unshown: number, of: Watched, columns: number): readonly Line[] {
    const segment = segmentOf(d);
    if (segment === undefined) return [];
    this.#shown.add(segment.mark);
    this.#hasInferred ||= isInferred(segment);
    const away = this.#newest !== undefined && this.#newest !== of;
    const { lines } = this.#ladderOf(of, first).push(segment, columns, away);
    if (lines.length > 0) this.#newest = of;
    const gap = unshown === 0 ? [] : [this.#gap(unshown)];
    return [...gap, ...lines];
  }

  #gap(unshown: number): Line {
    const { said = english, keeps: option = '-w FILE' } = this.#look;
    return line(span(`${notShown(unshown, 'unshown', said)} ${said.text(sayServing('keepsAll', { option }))}`, 'dim'));
  }

  /** What the marks mean. */
  legend(columns: number): readonly Line[] {
    return legendOf(this.#shown, this.#hasInferred ? (this.#look.all ? 'inferred' : 'folded') : 'plain', columns, this.#look.words);
  }

  #ladderOf(of: Watched, first: Instant | undefined): Ladder {
    const known = this.#ladders.get(of);
    if (known !== undefined) return known;
    const { captions, ...look } = this.#look;
    const own = of.tag === undefined && captions !== undefined ? { captions } : {};
    const made = new Ladder({ ...ladderSides(of), ...(first && { first: { ...first } }), ...look, ...own, brief: !look.all });
    this.#ladders.set(of, made);
    return made;
  }
}
