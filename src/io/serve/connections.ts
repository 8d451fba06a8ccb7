/** Connections: the live table of a server or relay. Each row can be read at any time and closed. */
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';

/** One line of the table, as it is at this moment. */
export interface ConnectionRow {
  readonly id: number;
  readonly local: string;
  readonly remote: string;
  /** The channel on the other side of a relay; undefined for a service and while connecting. */
  readonly target?: string;
  /** Bytes to and from the one who connected. */
  readonly sent: number;
  readonly received: number;
  /** Bytes a second each way since the last look at the table. */
  readonly sentRate: number;
  readonly receivedRate: number;
  /** Seconds. */
  readonly age: number;
}

const CLOSE_TIME = 5000;

/** A connection in the table. */
export class Connection {
  readonly id: number;
  readonly channel: OpenChannel;
  /** Set by a relay when its target is open. */
  target: OpenChannel | undefined;
  /** What went wrong beside the channel itself: a target that could not be opened, a service that threw. */
  trouble: Error | undefined;
  readonly #opened = now();
  /** When the table was last looked at, and what it showed. */
  #lastAt: number;
  #lastSent = 0;
  #lastReceived = 0;

  constructor(id: number, channel: OpenChannel) {
    this.id = id;
    this.channel = channel;
    this.#lastAt = this.#opened;
  }

  /** Closes both sides in order: what was read is still delivered, to those who take it in time. */
  close(): void {
    this.channel.close();
    this.target?.close();
    const cut = setTimeout(() => this.cut(new Error(`${CLOSE_TIME / 1000} s after it was closed it still had bytes to read`)), CLOSE_TIME);
    this.channel.ledger.whenOver(() => {
      if (this.target === undefined) clearTimeout(cut);
      else this.target.ledger.whenOver(() => clearTimeout(cut));
    });
  }

  cut(reason: Error): void {
    this.channel.abort(reason);
    this.target?.abort(reason);
  }

  row(at = now()): ConnectionRow {
    const { sent, received } = this.channel.ledger;
    const seconds = Math.max((at - this.#lastAt) / 1000, 0.001);
    const row = {
      id: this.id,
      local: this.channel.local,
      remote: this.channel.remote,
      sent,
      received,
      sentRate: (sent - this.#lastSent) / seconds,
      receivedRate: (received - this.#lastReceived) / seconds,
      age: (at - this.#opened) / 1000,
    };
    this.#lastAt = at;
    this.#lastSent = sent;
    this.#lastReceived = received;
    return this.target === undefined ? row : { ...row, target: this.target.remote };
  }
}

export class Connections {
  readonly #open = new Map<number, Connection>();
  #next = 1;

  get size(): number {
    return this.#open.size;
  }

  /** In the order in which they came. */
  all(): readonly Connection[] {
    return [...this.#open.values()];
  }

  get(id: number): Connection | undefined {
    return this.#open.get(id);
  }

  rows(at = now()): readonly ConnectionRow[] {
    return this.all().map((c) => c.row(at));
  }

  add(channel: OpenChannel): Connection {
    const connection = new Connection(this.#next++, channel);
    this.#open.set(connection.id, connection);
    return connection;
  }

  delete(connection: Connection): void {
    this.#open.delete(connection.id);
  }
}
