/**
 * Browser: what a person sees of a capture and what each key does, as data: keys in, lines out. It knows no terminal; the same lines could
 * stand in a page.
 */
import type { Listed } from '../../analysis/conversation-list.ts';
import { UsageError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Registry } from '../../wire/types.ts';
import { filterOf } from '../conversation-lines.ts';
import type { Browsed } from './browsed.ts';
import { BytesPane } from './bytes-pane.ts';
import { filterOfNode } from './field-filter.ts';
import { FilterWords } from './filter-words.ts';
import { allNumbers, type FrameNumbers } from './frame-numbers.ts';
import { type Layout, layoutOf } from './layout.ts';
import { LinesPane } from './lines-pane.ts';
import { ListPane } from './list-pane.ts';
import { ConversationsPage, HelpPage } from './pages.ts';
import { Prompt, type PromptKind } from './prompt.ts';
import { TreePane } from './tree-pane.ts';

export type Pane = 'list' | 'tree' | 'bytes';
export type Page = 'panes' | 'help' | 'conversations' | 'follow';

export class Browser {
  readonly browsed: Browsed;
  readonly list: ListPane;
  readonly tree = new TreePane();
  readonly bytes = new BytesPane();
  readonly ladder = new LinesPane();
  readonly followed = new LinesPane();
  readonly help = new HelpPage();
  readonly conversations: ConversationsPage;
  readonly marked = new Set<number>();
  focus: Pane = 'list';
  page: Page = 'panes';
  isZoomed = false;
  /** The ladder of the chosen frame's conversation stands in place of the rows. */
  hasLadder = false;
  prompt: Prompt | undefined;
  /** What was just done or cannot be done. */
  notice: { readonly text: string; readonly isBad: boolean } | undefined;
  /** Whose words are followed. */
  following: Listed | undefined;
  /** It is to be left. */
  isOver = false;
  columns = 80;
  rows = 24;
  readonly #registry: Registry;
  readonly #words: FilterWords;
  readonly #history: Record<PromptKind, string[]> = { filter: [], find: [], frame: [] };
  readonly #all: FrameNumbers;
  /** The frame to choose again once it is among those shown. */
  #wanted = 0;
  /** The last one is chosen, also while more come. */
  #atEnd = false;

  constructor(browsed: Browsed, registry: Registry) {
    this.browsed = browsed;
    this.#registry = registry;
    this.#words = new FilterWords(registry);
    this.#all = allNumbers(() => browsed.frames);
    this.list = new ListPane(browsed, () => this.numbers);
    this.conversations = new ConversationsPage(browsed);
  }

  /** The frames that are shown. */
  get numbers(): FrameNumbers {
    return this.browsed.filtered?.numbers ?? this.#all;
  }

  /** The chosen frame; 0 where there is none. */
  get number(): number {
    return this.list.number;
  }

  get dissection(): Dissection | undefined {
    const { number } = this;
    if (number === 0) return undefined;
    if (this.#dissected?.frame.number !== number) this.#dissected = this.browsed.dissect(number);
    return this.#dissected;
  }
  #dissected: Dissection | undefined;

  get layout(): Layout {
    return layoutOf(this.columns, this.rows - 2);
  }

  /** More was read or found. */
  refresh(): void {
    const { numbers } = this;
    if (this.#wanted > 0) {
      const place = numbers.placeOf(this.#wanted);
      if (place < numbers.count) {
        this.list.scroll.jump(place, this.#page('list'));
        this.#wanted = 0;
      }
    }
    if (this.#atEnd) this.list.scroll.at = numbers.count - 1;
    if (this.#seeking !== 0) this.#seek(this.#seeking);
  }
  /** A step to a found frame that was not there yet. */
  #seeking: -1 | 0 | 1 = 0;

  key(key: string): void {
    this.notice = undefined;
    if (this.prompt !== undefined) this.#typed(key);
    else if (this.page !== 'panes') this.#pageKey(key);
    else if (!this.#anywhere(key)) this.#paneKey(key);
  }

  // ---- prompts -------------------------------------------------------------------------------------------------------

  #ask(kind: PromptKind, text = ''): void {
    this.prompt = new Prompt(kind, text, this.#words, this.#history[kind]);
  }

  #typed(key: string): void {
    const { prompt } = this;
    const typed = prompt?.key(key);
    if (prompt === undefined || typed === 'typing' || typed === 'other') return;
    this.prompt = undefined;
    if (typed === 'left') return;
    const text = prompt.text.trim();
    if (text !== '' && this.#history[prompt.kind].at(-1) !== text) this.#history[prompt.kind].push(text);
    if (prompt.kind === 'filter') this.filter(text);
    else if (prompt.kind === 'frame') this.#goTo(Number(text));
    else this.#find(text);
  }

  filter(text: string): void {
    this.#wanted = this.number;
    this.#atEnd = false;
    try {
      this.browsed.filter(text);
      this.list.scroll.at = 0;
      this.list.scroll.top = 0;
      this.refresh();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.notice = { text: visible(error.message), isBad: true };
    }
  }

  #goTo(number: number): void {
    if (number < 1) return;
    if (number > this.browsed.frames) {
      this.#tell(`there are ${this.browsed.frames} frames${this.browsed.isOver ? '' : ' so far'}`);
      return;
    }
    if (this.numbers.at(this.numbers.placeOf(number)) !== number) this.#tell(`frame ${number} does not pass the filter`);
    else this.#choose(number);
  }

  #choose(number: number): void {
    this.#atEnd = false;
    this.list.scroll.jump(this.numbers.placeOf(number), this.#page('list'));
  }

  #tell(text: string): void {
    this.notice = { text, isBad: true };
  }

  // ---- finding -------------------------------------------------------------------------------------------------------

  #find(text: string): void {
    if (this.page === 'follow') {
      this.#needle = text;
      if (!this.followed.find(text, 1)) this.#tell('not found from here on');
      return;
    }
    if (text === '') return;
    this.browsed.find(text);
    this.#seek(1);
  }
  #needle = '';

  /** The next frame found in either direction that is shown; waited for where the search has not come so far. */
  #seek(step: 1 | -1): void {
    const { found } = this.browsed;
    if (found === undefined) return this.#ask('find');
    const { numbers } = this;
    this.#seeking = 0;
    const from = found.numbers.placeOf(this.number);
    const start = step < 0 ? from - 1 : found.numbers.at(from) === this.number ? from + 1 : from;
    for (let k = start; k >= 0 && k < found.numbers.count; k += step) {
      const number = found.numbers.at(k);
      if (numbers.at(numbers.placeOf(number)) === number) return this.#choose(number);
    }
    if (found.progress < 1) this.#seeking = step;
    else this.#tell(`${JSON.stringify(found.text)} is in no packet ${step > 0 ? 'after' : 'before'} this one`);
  }

  // ---- keys ----------------------------------------------------------------------------------------------------------

  #pageKey(key: string): void {
    const page = this.rows - 3;
    if (key === 'q' || key === 'escape') this.#leavePage();
    else if (key === '?') this.page = 'help';
    else if (this.page === 'help') this.help.key(key, page);
    else if (this.page === 'follow') this.#followKey(key, page);
    else this.#conversationKey(key, page);
  }

  #leavePage(): void {
    if (this.page === 'follow') this.followed.stop();
    this.page = 'panes';
  }

  #followKey(key: string, page: number): void {
    if (key === 'f') this.#ask('find');
    else if (key === 'n' || key === 'N') {
      if (!this.followed.find(this.#needle, key === 'n' ? 1 : -1)) this.#tell('not found');
    } else if (key === 'enter') {
      const { frame } = this.followed;
      this.#leavePage();
      if (frame !== undefined) this.#goTo(frame);
    } else if (key === 'c') {
      this.#leavePage();
      this.page = 'conversations';
    } else this.followed.key(key, page);
  }

  #conversationKey(key: string, page: number): void {
    const { chosen } = this.conversations;
    if (key === 'c') this.page = 'panes';
    else if (key === 'enter' && chosen !== undefined) {
      this.page = 'panes';
      this.filter(filterOf(chosen));
    } else if (key === 's' && chosen !== undefined) this.#follow(chosen);
    else this.conversations.key(key, page);
  }

  /** Keys that mean the same in every pane. */
  #anywhere(key: string): boolean {
    const act = this.#acts[key];
    if (act !== undefined) act();
    else if (/^\d$/.test(key)) this.#ask('frame', key);
    else return false;
    return true;
  }

  readonly #acts: Readonly<Record<string, () => void>> = Object.assign(Object.create(null) as Record<string, () => void>, {
    q: () => this.#leave(),
    '?': () => this.#show('help'),
    '/': () => this.#ask('filter', this.browsed.filtered?.text ?? ''),
    f: () => this.#ask('find'),
    n: () => this.#seek(1),
    N: () => this.#seek(-1),
    c: () => this.#showConversations(),
    s: () => this.#follow(this.browsed.conversationOf(this.number)),
    l: () => this.#toggleLadder(),
    r: () => this.#toggleRuler(),
    z: () => this.#zoom(),
    m: () => this.#mark(),
    "'": () => this.#nextMark(1),
    '"': () => this.#nextMark(-1),
    '[': () => this.#along(-1),
    ']': () => this.#along(1),
    '=': () => this.#filterByField(),
    tab: () => this.#turn(1),
    'shift-tab': () => this.#turn(-1),
    escape: () => this.#back(),
  });

  #leave(): void {
    if (this.isZoomed) this.isZoomed = false;
    else this.isOver = true;
  }

  #back(): void {
    if (this.isZoomed) this.isZoomed = false;
    else if (this.browsed.filtered !== undefined) this.filter('');
    else if (this.hasLadder) this.hasLadder = false;
  }

  #show(page: Page): void {
    this.page = page;
  }

  #zoom(): void {
    this.isZoomed = !this.isZoomed;
  }

  #showConversations(): void {
    const own = this.browsed.conversationOf(this.number);
    if (own !== undefined) this.conversations.scroll.jump(own.place, this.rows - 4);
    this.page = 'conversations';
  }

  #follow(c: Listed | undefined): void {
    if (c === undefined) return this.#tell('this packet belongs to no conversation');
    this.following = c;
    this.page = 'follow';
  }

  #toggleLadder(): void {
    if (!this.hasLadder && this.browsed.conversationOf(this.number) === undefined) return this.#tell('this packet belongs to no conversation');
    this.hasLadder = !this.hasLadder;
    this.focus = 'list';
  }

  #toggleRuler(): void {
    this.bytes.shows = this.bytes.shows === 'bytes' ? 'ruler' : 'bytes';
    if (this.isZoomed) this.focus = 'bytes';
  }

  #mark(): void {
    if (!this.marked.delete(this.number) && this.number > 0) this.marked.add(this.number);
  }

  #nextMark(step: 1 | -1): void {
    const shown = [...this.marked].filter((n) => this.numbers.at(this.numbers.placeOf(n)) === n).sort((a, b) => a - b);
    const next = step > 0 ? shown.find((n) => n > this.number) : shown.findLast((n) => n < this.number);
    if (next === undefined) this.#tell(shown.length === 0 ? 'no packet is marked: m marks one' : 'no marked packet that way');
    else this.#choose(next);
  }

  /** The packet before or after in the conversation, among those that are shown. */
  #along(step: 1 | -1): void {
    const { browsed, numbers } = this;
    const next = (n: number): number | undefined => (step > 0 ? browsed.after(n) : browsed.before(n));
    for (let n = next(this.number); n !== undefined; n = next(n)) if (numbers.at(numbers.placeOf(n)) === n) return this.#choose(n);
    this.#tell(`no packet ${step > 0 ? 'after' : 'before'} this one in its conversation`);
  }

  #filterByField(): void {
    const { dissection } = this;
    const text = dissection && filterOfNode(this.#registry, dissection, this.tree.chosen);
    if (text === undefined) this.#tell('no filter can say this line: choose a field in the tree');
    else this.#ask('filter', text);
  }

  #turn(step: 1 | -1): void {
    const panes: readonly Pane[] = ['list', 'tree', 'bytes'];
    this.focus = panes[(panes.indexOf(this.focus) + step + panes.length) % panes.length] ?? 'list';
  }

  #paneKey(key: string): void {
    if (this.focus === 'tree') this.tree.key(key, this.#page('tree'));
    else if (this.focus === 'bytes') this.bytes.key(key, this.#page('bytes'));
    else this.#listKey(key);
  }

  #listKey(key: string): void {
    if (key === 'enter' || key === 'right') {
      this.focus = 'tree';
      return;
    }
    if (this.hasLadder && (key === 'up' || key === 'k' || key === 'down' || key === 'j')) return this.#along(key === 'up' || key === 'k' ? -1 : 1);
    if (!this.list.scroll.key(key, this.numbers.count, this.#page('list'))) return;
    this.#wanted = 0;
    this.#seeking = 0;
    this.#atEnd = (key === 'end' || key === 'G') && !this.browsed.isOver;
  }

  /** Lines of a pane that a page of it has. */
  #page(pane: Pane): number {
    const height = this.isZoomed && this.focus === pane ? this.rows - 2 : this.layout[pane].height;
    return pane === 'list' ? height - 1 : height;
  }

}
