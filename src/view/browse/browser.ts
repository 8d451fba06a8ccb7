/**
 * Browser: what a person sees of a capture and what each key does, as data: keys in, lines out (screen.ts). It knows no terminal; the same
 * lines could stand in a page.
 */
import type { Listed } from '../../analysis/conversation-list.ts';
import { UsageError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { Said, Words } from '../../core/words.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Registry } from '../../wire/types.ts';
import { filterOf } from '../conversation-lines.ts';
import type { TimeForm } from '../row-time.ts';
import type { Browsed } from './browsed.ts';
import { BytesPane } from './bytes-pane.ts';
import { Choice } from './choice.ts';
import { filterOfNode } from './field-filter.ts';
import { FilterWords } from './filter-words.ts';
import { type Layout, layoutOf } from './layout.ts';
import { LinesPane } from './lines-pane.ts';
import { ListPane } from './list-pane.ts';
import { ConversationsPage, HelpPage } from './pages.ts';
import { Prompt, type PromptKind } from './prompt.ts';
import { TreePane } from './tree-pane.ts';
import { type Entry, saidBy, say } from './words.ts';

export type Pane = 'list' | 'tree' | 'bytes';
export type Page = 'panes' | 'help' | 'conversations' | 'follow';

export class Browser {
  readonly browsed: Browsed;
  readonly choice: Choice;
  readonly list: ListPane;
  readonly tree: TreePane;
  readonly bytes = new BytesPane();
  readonly ladder = new LinesPane();
  readonly followed = new LinesPane();
  readonly help: HelpPage;
  readonly conversations: ConversationsPage;
  focus: Pane = 'list';
  page: Page = 'panes';
  isZoomed = false;
  /** The ladder of the chosen frame's conversation stands in place of the rows. */
  hasLadder = false;
  prompt: Prompt | undefined;
  /** What was just done or cannot be done. */
  notice: string | undefined;
  /** Whose words are followed. */
  following: Listed | undefined;
  /** It is to be left. */
  isOver = false;
  readonly #registry: Registry;
  readonly #words: FilterWords;
  readonly #history: Readonly<Record<PromptKind, string[]>> = { filter: [], find: [], frame: [] };
  /** The last text that was looked for in what two sides said. */
  #needle = '';
  #dissected: Dissection | undefined;
  #columns = 80;
  #rows = 24;

  /** What is said of the chosen packet and field; nothing where no words were given. */
  readonly words: Words | undefined;

  constructor(browsed: Browsed, registry: Registry, words?: Words, times?: TimeForm) {
    this.words = words;
    this.tree = new TreePane(words);
    this.browsed = browsed;
    this.#registry = registry;
    this.#words = new FilterWords(registry);
    this.choice = new Choice(browsed);
    this.list = new ListPane(browsed, this.choice, times);
    this.help = new HelpPage(words);
    this.conversations = new ConversationsPage(browsed, words);
  }

  get columns(): number {
    return this.#columns;
  }
  get rows(): number {
    return this.#rows;
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.choice.page = this.#page('list');
  }

  get layout(): Layout {
    return layoutOf(this.#columns, this.#rows - 2);
  }

  /** The chosen frame in full. */
  get dissection(): Dissection | undefined {
    const { number } = this.choice;
    if (number === 0) return undefined;
    if (this.#dissected?.frame.number !== number) this.#dissected = this.browsed.dissect(number);
    return this.#dissected;
  }

  /** More was read or found. */
  refresh(): void {
    this.choice.page = this.#page('list');
    const news = this.choice.refresh();
    if (news !== undefined) this.#say(news);
  }

  key(key: string): void {
    this.notice = undefined;
    this.choice.page = this.#page('list');
    if (this.prompt !== undefined) this.#typed(key);
    else if (this.page !== 'panes') this.#pageKey(key);
    else if (!this.#anywhere(key)) this.#paneKey(key);
  }

  filter(text: string): void {
    try {
      this.choice.filter(text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.notice = visible(error.message);
    }
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
    else if (text !== '' && prompt.kind === 'frame') this.#say(this.choice.goTo(Number(text)));
    else if (text !== '') this.#find(text);
  }

  #find(text: string): void {
    if (this.page === 'follow') {
      this.#needle = text;
      this.#findSaid(1);
      return;
    }
    this.browsed.find(text);
    this.#say(this.choice.seek(1));
  }

  #findSaid(step: 1 | -1): void {
    if (!this.followed.find(this.#needle, step)) this.notice = saidBy(this.words, say(step > 0 ? 'notFoundAfter' : 'notFoundBefore'));
  }

  #seek(step: 1 | -1): void {
    if (this.browsed.found === undefined) this.#ask('find');
    else this.#say(this.choice.seek(step));
  }

  // ---- pages ---------------------------------------------------------------------------------------------------------

  #pageKey(key: string): void {
    const page = this.#rows - 3;
    if (key === 'q' || key === 'escape') this.#leavePage();
    else if (key === '?') this.page = 'help';
    else if (this.page === 'help') this.help.key(key, page);
    else if (this.page === 'follow') this.#followKey(key, page);
    else this.#conversationKey(key, page);
  }

  #leavePage(): void {
    this.followed.stop();
    this.page = 'panes';
  }

  #followKey(key: string, page: number): void {
    if (key === 'f') this.#ask('find');
    else if (key === 'n' || key === 'N') this.#findSaid(key === 'n' ? 1 : -1);
    else if (key === 'enter') {
      const { frame } = this.followed;
      this.#leavePage();
      if (frame !== undefined) this.#say(this.choice.goTo(frame));
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
    } else if (key === 's') this.#follow(chosen);
    else this.conversations.key(key, page);
  }

  // ---- panes ---------------------------------------------------------------------------------------------------------

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
    s: () => this.#follow(this.browsed.conversationOf(this.choice.number)),
    l: () => this.#toggleLadder(),
    r: () => this.#toggleRuler(),
    t: () => this.#turnTimes(),
    z: () => this.#zoom(),
    m: () => this.choice.mark(),
    "'": () => this.#say(this.choice.nextMark(1)),
    '"': () => this.#say(this.choice.nextMark(-1)),
    '[': () => this.#say(this.choice.along(-1)),
    ']': () => this.#say(this.choice.along(1)),
    '=': () => this.#filterByField(),
    tab: () => this.#turn(1),
    'shift-tab': () => this.#turn(-1),
    escape: () => this.#back(),
  });

  #say(said: Said | undefined): void {
    this.notice = said && saidBy(this.words, said);
  }

  #leave(): void {
    if (this.isZoomed) this.isZoomed = false;
    else this.isOver = true;
  }

  #back(): void {
    if (this.isZoomed) this.isZoomed = false;
    else if (this.browsed.filtered !== undefined) this.filter('');
    else this.hasLadder = false;
  }

  #show(page: Page): void {
    this.page = page;
  }

  #turnTimes(): void {
    this.#say(say(TIMES[this.list.turnTimes()]));
  }

  #zoom(): void {
    this.isZoomed = !this.isZoomed;
  }

  #showConversations(): void {
    const own = this.browsed.conversationOf(this.choice.number);
    if (own !== undefined) this.conversations.scroll.jump(own.place, this.#rows - 4);
    this.page = 'conversations';
  }

  #follow(c: Listed | undefined): void {
    this.following = c;
    if (c === undefined) this.notice = saidBy(this.words, say('noConversation'));
    else this.page = 'follow';
  }

  #toggleLadder(): void {
    const has = this.browsed.conversationOf(this.choice.number) !== undefined;
    if (!this.hasLadder && !has) this.notice = saidBy(this.words, say('noConversation'));
    else this.hasLadder = !this.hasLadder;
    this.focus = 'list';
  }

  #toggleRuler(): void {
    this.bytes.shows = this.bytes.shows === 'bytes' ? 'ruler' : 'bytes';
    if (this.isZoomed) this.focus = 'bytes';
  }

  #filterByField(): void {
    const { dissection } = this;
    const text = dissection && filterOfNode(this.#registry, dissection, this.tree.chosen);
    if (text === undefined) this.notice = saidBy(this.words, say('noFilter'));
    else this.#ask('filter', text);
  }

  #turn(step: 1 | -1): void {
    const at = PANES.indexOf(this.focus) + step + PANES.length;
    this.focus = PANES[at % PANES.length] ?? 'list';
  }

  #paneKey(key: string): void {
    if (this.focus === 'tree') this.tree.key(key, this.#page('tree'));
    else if (this.focus === 'bytes') this.bytes.key(key, this.#page('bytes'));
    else if (key === 'enter' || key === 'right') this.focus = 'tree';
    else if (!this.hasLadder || !this.#ladderKey(key)) this.choice.key(key);
  }

  /** On a ladder the keys walk along the conversation. */
  #ladderKey(key: string): boolean {
    const c = this.browsed.conversationOf(this.choice.number);
    const step = STEPS[key];
    if (c === undefined) return false;
    if (key === 'home' || key === 'g') this.#say(this.choice.goTo(c.firstFrame));
    else if (key === 'end' || key === 'G') this.#say(this.choice.goTo(c.lastFrame));
    else if (step === undefined) return false;
    else {
      const far = Math.abs(step) > 1 ? Math.max(1, this.#page('list') >> 1) : 1;
      this.#say(this.choice.along(step > 0 ? 1 : -1));
      for (let k = 1; k < far; k++) this.choice.along(step > 0 ? 1 : -1);
    }
    return true;
  }

  /** Lines that a pane has for what it holds. */
  #page(pane: Pane): number {
    const height = this.isZoomed && this.focus === pane ? this.#rows - 2 : this.layout[pane].height;
    return pane === 'list' ? height - 1 : height;
  }
}

/** What a form of times says. */
const TIMES: Readonly<Record<TimeForm, Entry>> = {
  r: 'timesFirst',
  d: 'timesBefore',
  dd: 'timesShown',
  e: 'timesEpoch',
  a: 'timesClock',
  ad: 'timesDate',
  u: 'timesUtc',
  ud: 'timesUtc',
};

const PANES: readonly Pane[] = ['list', 'tree', 'bytes'];
/** Rungs of a ladder; a page of it where there is more than one. */
const STEPS: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -2,
  'ctrl-b': -2,
  pagedown: 2,
  ' ': 2,
  'ctrl-f': 2,
};
