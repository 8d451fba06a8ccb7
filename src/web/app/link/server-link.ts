/** ServerLink: the socket to the server. Questions have answers; when it is lost it is opened again, and what was asked is refused. */
import type { Act, Answer, Ask, ToPage, ToServer, What } from '../../messages/messages.ts';
import { VERSION } from '../../messages/messages.ts';
import { readRows } from '../../messages/row.ts';
import { LANGUAGE } from '../parts/language.ts';
import type { Link } from '../state/page-state.ts';

export interface LinkEvents {
  link(state: Link): void;
  told(message: ToPage): void;
}

/** What asks and acts, wherever the answers come from. */
export interface Asker {
  ask<W extends What>(ask: Ask<W>): Promise<Answer<W>>;
  act(act: Act): Promise<number | undefined>;
}

export class Refused extends Error {
  override readonly name = 'Refused';
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Milliseconds before the first try to open it again, and at most. */
const [SOON, LATE] = [200, 3000];

export class ServerLink implements Asker {
  readonly #events: LinkEvents;
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket | undefined;
  #ids = 0;
  #pause = SOON;

  constructor(events: LinkEvents) {
    this.#events = events;
    this.#open();
  }

  ask<W extends What>(ask: Ask<W>): Promise<Answer<W>> {
    return this.#request((id) => ({ kind: 'ask', id, ask: ask as Ask }));
  }

  async act(act: Act): Promise<number | undefined> {
    const done = await this.#request<{ readonly id?: number }>((id) => ({ kind: 'act', id, act }));
    return done.id;
  }

  #request<T>(message: (id: number) => ToServer): Promise<T> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Refused('Not connected to Wirecat.'));
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify(message(id)));
    });
  }

  #open(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket?${LANGUAGE}`);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.#take(data);
    socket.onclose = () => this.#lost();
  }

  #lost(): void {
    this.#events.link('lost');
    for (const { reject } of this.#waiting.values()) reject(new Refused('Not connected to Wirecat.'));
    this.#waiting.clear();
    setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(LATE, this.#pause * 2);
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
      if (message.version !== VERSION) location.reload();
      this.#pause = SOON;
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
