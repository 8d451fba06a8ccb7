/** Endpoints: the services, connections and clients of a workbench as rows, running or over. Those that are over are kept for a while. */

import type { IoError } from '../../core/fault.ts';
import type { Line } from '../../core/said.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { type Closing, isTcp } from '../../io/base/ledger.ts';
import type { GuidedLines } from './guided-lines.ts';

export type State = 'listens' | 'opening' | 'open' | 'closed' | 'reset' | 'refused' | 'failed';

/** Who ended a connection first, or cut it off; on TCP that is a FIN or a RST. */
export interface Ended {
  readonly by: 'client' | 'server';
  readonly isCut: boolean;
  readonly isTcp: boolean;
}

/** Changes while it is there. */
export interface Place {
  readonly id: number;
  readonly kind: 'service' | 'connection';
  readonly parent?: number;
  readonly title: string;
  readonly address: string;
  state: State;
  ended?: Ended;
  /** Why there is no connection. */
  refusal?: IoError;
  readonly opened: number;
  closed?: number;
  hosts?: readonly [client: string, server: string];
  /** Opened or accepted by the service it stands with, for one of its clients: with that client, or with a server that it asks for it. */
  readonly beside?: 'client' | 'server';
  isOurs: boolean;
  example?: string;
  /** What a service lets its clients share. */
  readonly shares?: string;
  guided?: GuidedLines;
  /** What a service has told of those who came, the newest last. */
  says?: readonly Line[];
  channel?: OpenChannel;
  stop?: () => void;
}

/** Rows of what is over. */
const MOST_OVER = 200;

export class Endpoints {
  readonly #all = new Map<number, Place>();
  #ids = 0;

  get all(): readonly Place[] {
    return [...this.#all.values()];
  }

  at(id: number): Place | undefined {
    return this.#all.get(id);
  }

  add(place: Omit<Place, 'id'>): Place {
    const made = { ...place, id: ++this.#ids };
    this.#all.set(made.id, made);
    return made;
  }

  over(place: Place, channel: OpenChannel, closing: Closing, at: number): void {
    place.closed = at;
    const cut = closing.endings.find((e) => e.how === 'reset');
    place.state = cut === undefined ? 'closed' : 'reset';
    const ending = cut ?? closing.endings[0];
    if (ending !== undefined)
      place.ended = {
        by: (ending.by === 'us') === isClient(place, channel) ? 'client' : 'server',
        isCut: cut !== undefined,
        isTcp: isTcp(channel.facts),
      };
    this.#forget();
  }

  #forget(): void {
    const over = [...this.#all.values()].filter((p) => p.closed !== undefined);
    for (const p of over.slice(0, Math.max(0, over.length - MOST_OVER))) this.#all.delete(p.id);
  }
}

/** We are: where its two ends are known, by them, because a service may open a channel to its client. */
const isClient = ({ hosts }: Place, { facts, local }: OpenChannel): boolean =>
  hosts === undefined ? facts.role === 'initiator' : hosts[0] === local;

/** Bytes that the client has sent and got. */
export const carried = (place: Place): readonly [toServer: number, toClient: number] => {
  const { channel } = place;
  if (channel === undefined) return [0, 0];
  const { sent, received } = channel.ledger;
  return isClient(place, channel) ? [sent, received] : [received, sent];
};
