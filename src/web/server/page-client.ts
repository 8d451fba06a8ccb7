/**
 * PageClient: one page at its socket. It is told that there is something new, at most once a frame of its screen and only while it takes what
 * it is told; all else it asks for. So a page that falls behind costs nothing, and misses nothing that it looks at.
 */

import type { WebSocket } from 'ws';
import { IoError, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import type { Courtesy } from '../../run/workbench/courtesy.ts';
import { Answering } from '../answers/answering.ts';
import { deskAfter, deskNews, EMPTY_DESK, MOST_ROWS } from '../messages/desk-news.ts';
import { type Answer, type Ask, type ToPage, VERSION } from '../messages/messages.ts';
import { writeRows } from '../messages/row.ts';
import { act } from './acts.ts';
import type { Desktop } from './desktop.ts';
import { programAnswers } from './program-answers.ts';
import { readMessage } from './read-message.ts';
import { looksOnText, refusalText } from './refusal-text.ts';

export interface PageRights {
  readonly mayControl: boolean;
  /** Somebody with whom the page is shared: mail, guides, commands and interfaces of the one who shares are not told. */
  readonly isGuest: boolean;
  readonly application: string;
  /** In which it is told of packets. */
  readonly words: Words;
}

/** What guests are not told. */
const OWN: ReadonlySet<Ask['what']> = new Set<Ask['what']>(['mails', 'mail', 'draft', 'interfaces', 'steps']);
/** Milliseconds between two tellings, and where conversations carry many pieces, or much. */
const PACE = 8;
const CROWDED_PACE = 100;
const SLOW_PACE = 500;
/** While more bytes wait to be taken, nothing is told; while more than that, nothing is answered. */
const TELL_BELOW = 256 << 10;
const ANSWER_BELOW = 8 << 20;
/** Questions that wait; one more ends the page. */
const MOST_WAITING = 1000;
const LATER = 30;
/** What is asked has so many times the part of the time that reading has: somebody waits for it. */
const ANSWERS = 25;

export class PageClient {
  readonly #socket: WebSocket;
  readonly #desktop: Desktop;
  readonly #rights: PageRights;
  readonly #answering: Answering;
  readonly #stopWatching: () => void;
  readonly #waiting: { readonly id: number; readonly ask: Ask }[] = [];
  readonly #filtered = new Map<number, string>();
  /** As the page knows it, and of which endpoint it was told last. */
  #desk = EMPTY_DESK;
  #lastEndpoint = 0;
  #timer: NodeJS.Timeout | undefined;
  #told = 0;
  #isAnswering = false;
  #isOver = false;

  constructor(socket: WebSocket, desktop: Desktop, rights: PageRights, onOver: () => void) {
    this.#socket = socket;
    this.#desktop = desktop;
    this.#rights = rights;
    const program = programAnswers(desktop, rights.words);
    this.#answering = new Answering(
      { capture: (id) => desktop.capture(id)?.browsing, filtered: () => this.#soon(), program },
      rights.words,
    );
    this.#stopWatching = desktop.watch(() => this.#soon());
    desktop.viewers++;
    if (rights.isGuest) desktop.guests++;
    socket.on('message', (data, isBinary) => this.#take(isBinary ? '' : data.toString()));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#over();
      onOver();
    });
    const { mayControl, application } = rights;
    this.#send({
      kind: 'hello',
      version: VERSION,
      application,
      mayControl,
      services: mayControl ? desktop.servicesIn(rights.words) : [],
      guides: mayControl ? desktop.guidesIn(rights.words) : [],
    });
    desktop.changed();
  }

  close(): void {
    this.#socket.close(1001, 'wirecat ends');
    this.#over();
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#stopWatching();
    this.#answering.close();
    this.#desktop.viewers--;
    if (this.#rights.isGuest) this.#desktop.guests--;
    this.#desktop.changed();
  }

  get #courtesy(): Courtesy {
    return this.#desktop.workbench.recording.courtesy;
  }

  // ---- telling ---------------------------------------------------------------------------------------------------------

  #soon(): void {
    if (this.#timer !== undefined || this.#isOver) return;
    const { isPressed, isCrowded } = this.#courtesy;
    const pace = isPressed ? SLOW_PACE : isCrowded ? CROWDED_PACE : PACE;
    const gap = Math.max(0, pace - (performance.now() - this.#told));
    this.#timer = setTimeout(() => this.#tell(), gap);
  }

  #tell(): void {
    if (this.#socket.bufferedAmount > TELL_BELOW) {
      this.#timer = setTimeout(() => this.#tell(), LATER);
      return;
    }
    this.#timer = undefined;
    this.#told = performance.now();
    const arrows = this.#answering.newArrows();
    if (arrows !== undefined) this.#send({ kind: 'arrows', ...arrows });
    this.#tellDesk();
    for (const [capture, { text, numbers, progress }] of this.#answering.filters) {
      const news = `${text} ${numbers.count} ${progress}`;
      if (this.#filtered.get(capture) === news) continue;
      this.#filtered.set(capture, news);
      this.#send({ kind: 'filtered', capture, filter: text, total: numbers.count, progress });
    }
  }

  #tellDesk(): void {
    const news = deskNews(this.#desk, this.#desktop.desk(Date.now(), this.#rights.words, this.#rights.isGuest), this.#lastEndpoint);
    if (news === undefined) return;
    this.#desk = deskAfter(this.#desk, news);
    this.#send({ kind: 'desk', desk: news });
    const { endpoints = [] } = news;
    this.#lastEndpoint = endpoints.at(-1)?.id ?? this.#lastEndpoint;
    if (endpoints.length >= MOST_ROWS) this.#soon();
  }

  // ---- answering -------------------------------------------------------------------------------------------------------

  #take(text: string): void {
    const message = readMessage(text);
    if (message === undefined || this.#waiting.length > MOST_WAITING) {
      this.#socket.close(1008, 'not a message of the page');
      return;
    }
    if (message.kind === 'act') {
      this.#act(message.id, message.act);
      return;
    }
    this.#waiting.push(message);
    this.#answerAll();
  }

  #answerAll(): void {
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    const next = (): void => {
      if (this.#isOver) return;
      if (this.#socket.bufferedAmount > ANSWER_BELOW) {
        setTimeout(next, LATER);
        return;
      }
      const question = this.#waiting.shift();
      if (question === undefined) {
        this.#isAnswering = false;
        return;
      }
      const begun = performance.now();
      const goOn = (): void => {
        const pause = this.#courtesy.rest((performance.now() - begun) / ANSWERS);
        if (pause > 0) setTimeout(next, pause);
        else if (this.#waiting.length > 0) setImmediate(next);
        else this.#isAnswering = false;
      };
      this.#answer(question.id, question.ask).then(goOn, goOn);
    };
    next();
  }

  async #answer(id: number, ask: Ask): Promise<void> {
    try {
      if (this.#rights.isGuest && OWN.has(ask.what)) throw UsageError.of('page', sayWrong('forSharer'), sayWrong('lookPackets'));
      const answer = await this.#answering.answer(ask);
      if (ask.what === 'rows') this.#giveRows(id, answer as Answer<'rows'>);
      else this.#send({ kind: 'answer', id, answer });
    } catch (error) {
      this.#refuse(id, error);
    }
  }

  #giveRows(id: number, answer: Answer<'rows'>): void {
    this.#socket.send(writeRows(id, answer));
    if (answer.rows.length > 0) this.#desktop.arrival.ends();
  }

  #act(id: number, what: Parameters<typeof act>[0]): void {
    if (!this.#rights.mayControl) {
      this.#send({ kind: 'refused', id, text: looksOnText(this.#rights.words.language) });
      return;
    }
    act(what, this.#desktop, this.#rights.words.language).then(
      (made) => this.#send({ kind: 'answer', id, answer: { done: true, ...(made !== undefined && { id: made }) } }),
      (error: unknown) => this.#refuse(id, error),
    );
  }

  #refuse(id: number, error: unknown): void {
    const isTheirs = error instanceof UsageError || error instanceof IoError;
    this.#send({ kind: 'refused', id, text: refusalText(error, this.#rights.words) });
    if (!isTheirs) this.#desktop.workbench.trouble(error instanceof Error ? error : new Error(String(error)));
  }

  #send(message: ToPage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
