/** Pages of a browser: help, the list of conversations, what two sides said; each over all panes. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { Words } from '../../core/words.ts';
import { conversationHeading, conversationLine, holdersLine } from '../conversation-lines.ts';
import { fitLine, inRole } from '../fit.ts';
import { type Line, line, span } from '../text.ts';
import type { Browsed } from './browsed.ts';
import { helpLines } from './keys.ts';
import { Scroll } from './scroll.ts';
import { saidBy, say } from './words.ts';

/** Fills a page up. */
export const pageOf = (title: string, lines: readonly Line[], columns: number, height: number): readonly Line[] => {
  const body = lines.slice(0, height - 1).map((l) => fitLine(l, columns));
  while (body.length < height - 1) body.push(fitLine([], columns));
  return [fitLine([span(` ${title}`, 'title')], columns), ...body];
};

export class HelpPage {
  readonly scroll = new Scroll();
  readonly #words: Words | undefined;
  readonly #lines: readonly Line[];

  constructor(words: Words | undefined) {
    this.#words = words;
    this.#lines = helpLines(words);
  }

  key(key: string, page: number): boolean {
    const isDown = key === 'down' || key === 'j' || key === 'pagedown' || key === ' ';
    this.scroll.at = isDown ? this.scroll.top + page - 1 : this.scroll.top;
    return this.scroll.key(key, this.#lines.length, page);
  }

  draw(columns: number, height: number): readonly Line[] {
    this.scroll.show(this.#lines.length, height - 1);
    const lines = this.#lines.slice(this.scroll.top).map((l) => [span(' '), ...l]);
    return pageOf(saidBy(this.#words, say('keys')), lines, columns, height);
  }
}

export class ConversationsPage {
  readonly scroll = new Scroll();
  readonly #browsed: Browsed;
  readonly #words: Words | undefined;

  constructor(browsed: Browsed, words: Words | undefined) {
    this.#browsed = browsed;
    this.#words = words;
  }

  get chosen(): Listed | undefined {
    return this.#browsed.conversations[this.scroll.at];
  }

  key(key: string, page: number): boolean {
    return this.scroll.key(key, this.#browsed.conversations.length, page - 1);
  }

  draw(columns: number, height: number): readonly Line[] {
    const { conversations: all, moreConversations: more } = this.#browsed;
    const chosen = all[this.scroll.at];
    const holders = chosen && this.#browsed.holdersOf(chosen);
    const room = height - (holders === undefined ? 2 : 3);
    this.scroll.show(all.length, room);
    const rows: Line[] = all.slice(this.scroll.top, this.scroll.top + room).map((c, k) => {
      const isHere = this.scroll.top + k === this.scroll.at;
      const row = fitLine(line(span(isHere ? '>' : ' '), ...conversationLine(c, columns - 1)), columns);
      return isHere ? inRole(row, 'here') : row;
    });
    if (holders !== undefined) {
      while (rows.length < room) rows.push([]);
      rows.push(line(' ', ...holdersLine(holders)));
    }
    const title = saidBy(this.#words, say('conversations', { count: all.length + more }));
    return pageOf(title, [[span(` ${conversationHeading(columns - 1)}`, 'dim')], ...rows], columns, height);
  }
}
