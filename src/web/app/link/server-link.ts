/**
 * ServerLink: the socket to the server. Questions have answers; when it is lost it is opened again. What was asked is refused then, and what
 * is asked until it is open again waits.
 */
import type { Act, Answer, Ask, ToPage, ToServer, What } from '../../messages/messages.ts';
import { VERSION } from '../../messages/messages.ts';
import { readRows } from '../../messages/row.ts';
import type { Link } from '../state/page-state.ts';
import { say, spoken } from '../words/say.ts';
import { type Asker, Refused } from './asker.ts';

export interface LinkEvents {
  link(state: Link): void;
  told(message: ToPage): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

const MOST_UNSENT = 200;
/** Milliseconds before the first try to open it again, and at most. */
const [SOON, LATE] = [200, 3000];

export class ServerLink implements Asker {
  readonly #events: LinkEvents;
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket | undefined;
  #ids = 0;
  #pause = SOON;
  #isStrange = false;
  #isAnew = false;
  /** Questions that wait for the socket. */
  #unsent: { readonly text: string; readonly id: number }[] = [];

  constructor(events: LinkEvents) {
    this.#events = events;
    this.#open();
  }

  ask<W extends What>(ask: Ask<W>): Promise<Answer<W>> {
    return this.#request((id) => ({ kind: 'ask', id, ask: ask as Ask }), this.#unsent.length < MOST_UNSENT);
  }

  async act(act: Act): Promise<number | undefined> {
    const done = await this.#request<{ readonly id?: number }>((id) => ({ kind: 'act', id, act }));
    return done.id;
  }

  /** Opens it anew, in the language that is spoken now. */
  again(): void {
    this.#pause = 0;
    this.#isAnew = true;
    this.#socket?.close();
  }

  #request<T>(message: (id: number) => ToServer, mayWait = false): Promise<T> {
    const isOpen = this.#socket?.readyState === WebSocket.OPEN;
    if (!isOpen && !mayWait) return Promise.reject(new Refused(say('app', 'lost')));
    const id = ++this.#ids;
    const text = JSON.stringify(message(id));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (isOpen) this.#socket?.send(text);
      else this.#unsent.push({ text, id });
    });
  }

  #sendWaiting(): void {
    for (const { text } of this.#unsent) this.#socket?.send(text);
    this.#unsent = [];
  }

  #open(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket?${spoken().language}`);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.#take(data);
    socket.onclose = () => this.#lost();
  }

  #lost(): void {
    // What is opened anew is not lost, unless it does not open.
    if (!this.#isAnew) this.#events.link(this.#isStrange ? 'strange' : 'lost');
    const unsent = new Set(this.#unsent.map(({ id }) => id));
    for (const [id, { reject }] of this.#waiting) {
      if (unsent.has(id)) continue;
      this.#waiting.delete(id);
      reject(new Refused(say('app', 'lost')));
    }
    setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(LATE, Math.max(SOON, this.#pause * 2));
    if (!this.#isAnew) void this.#askWhetherStrange();
    this.#isAnew = false;
  }

  /** Another program answers at this address, which does not let us in: the socket does not say so. */
  async #askWhetherStrange(): Promise<void> {
    try {
      const { status } = await fetch('/', { method: 'HEAD', cache: 'no-store' });
      this.#isStrange = status === 401;
    } catch {
      // Nobody is there.
      this.#isStrange = false;
    }
    if (this.#socket?.readyState !== WebSocket.OPEN) this.#events.link(this.#isStrange ? 'strange' : 'lost');
  }

  #take(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      const { id, part } = readRows(new Uint8Array(data));
      this.#settle(id)?.resolve(part as never);
      return;
    }
    const message = JSON.parse(data) as ToPage;
    if (message.kind === 'answer') this.#settle(message.id)?.resolve(message.answer as never);
    else if (message.kind === 'refused') this.#settle(message.id)?.reject(new Refused(message.text));
    else this.#tell(message);
  }

  #tell(message: ToPage): void {
    if (message.kind === 'hello') {
      // Another program answers at this address: its page may be another too.
      if (!isOurs(message.version)) {
        this.#isStrange = true;
        this.#events.link('strange');
        return;
      }
      this.#pause = SOON;
      this.#sendWaiting();
      this.#events.link('open');
    }
    this.#events.told(message);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

const RELOADED = 'wirecat.reloaded';

/** Whether the server speaks as this page does; else the page is loaded again, once: a second time it would come no newer. */
const isOurs = (version: number): boolean => {
  try {
    const before = sessionStorage.getItem(RELOADED);
    sessionStorage.removeItem(RELOADED);
    if (version === VERSION) return true;
    if (before === String(version)) return false;
    sessionStorage.setItem(RELOADED, String(version));
    location.reload();
    return false;
  } catch {
    return version === VERSION; // no storage here
  }
};
