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
  /** Its place among those that are open. */
  readonly slot: number;
  /** Of its service and its channel: how many are not over. */
  parts = 2;
  /** What the table showed when it was last looked at. */
  #shown: { readonly at: number; readonly sent: number; readonly received: number } | undefined;

  constructor(id: number, slot: number, channel: OpenChannel) {
    this.id = id;
    this.slot = slot;
    this.channel = channel;
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
    const { opened } = this.channel.facts;
    const last = this.#shown ?? { at: opened, sent: 0, received: 0 };
    const seconds = Math.max((at - last.at) / 1000, 0.001);
    const row = {
      id: this.id,
      local: this.channel.local,
      remote: this.channel.remote,
      sent,
      received,
      sentRate: (sent - last.sent) / seconds,
      receivedRate: (received - last.received) / seconds,
      age: (at - opened) / 1000,
    };
    this.#shown = { at, sent, received };
    return this.target === undefined ? row : { ...row, target: this.target.remote };
  }
}

/**
 * Slots and no Map: where many come and go, V8 makes a Map anew every now and then, and each of its tables, long dead, keeps the next one
 * and all that lay in it from being collected cheaply. That was a third of the time for a short connection.
 */
export class Connections {
  readonly #slots: (Connection | undefined)[] = [];
  readonly #free: number[] = [];
  #next = 1;

  get size(): number {
    return this.#slots.length - this.#free.length;
  }

  /** In the order in which they came. */
  all(): readonly Connection[] {
    return this.#slots.filter((c) => c !== undefined).sort((a, b) => a.id - b.id);
  }

  get(id: number): Connection | undefined {
    return this.#slots.find((c) => c?.id === id);
  }

  rows(at = now()): readonly ConnectionRow[] {
    return this.all().map((c) => c.row(at));
  }

  add(channel: OpenChannel): Connection {
    const slot = this.#free.pop() ?? this.#slots.length;
    const connection = new Connection(this.#next++, slot, channel);
    this.#slots[slot] = connection;
    return connection;
  }

  delete({ slot, id }: Connection): void {
    if (this.#slots[slot]?.id !== id) return;
    this.#slots[slot] = undefined;
    this.#free.push(slot);
  }
}
