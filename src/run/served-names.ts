/** ServedNames: what views call the channels of services: those who come by number, and what a service opens for one of them as that client's. */
import { RecentMap } from '../core/recent-map.ts';
import { english, saySession } from '../core/said.ts';
import type { Words } from '../core/words.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { ChannelFacts } from '../io/base/tap.ts';
import type { WatchedAs } from './watched.ts';

export class ServedNames {
  readonly #words: Words;
  #channels = 0;
  /** Of those who came, by their addresses. */
  readonly #tags = new RecentMap<string, string>(MOST_TAGS);

  constructor(words: Words = english) {
    this.#words = words;
  }

  /** Who comes to a service. */
  came(service: string, { local, remote }: ChannelFacts): WatchedAs {
    const tag = this.#next();
    this.#tags.set(`${local} ${remote}`, tag);
    return { names: this.#names(service), tag };
  }

  /** A channel of the service's own: of the client for whom it is, or of nobody. One to that client has its client there. */
  beside(service: string, client: OpenChannel | undefined, { role }: ChannelFacts, goesOn = false): WatchedAs {
    const tag = client && this.#tags.get(`${client.local} ${client.remote}`);
    const isToClient = role === 'acceptor' || (client !== undefined && !goesOn);
    const names: WatchedAs['names'] = isToClient ? this.#names(service) : [service, this.#words.text(saySession('server'))];
    return { names, client: isToClient ? 'peer' : 'us', ...(tag !== undefined && { tag: `${tag}+` }) };
  }

  /** A connection of our own. */
  ours(): WatchedAs {
    return { names: [this.#words.text(saySession('clientYou')), this.#words.text(saySession('server'))], client: 'us', tag: this.#next() };
  }

  #next(): string {
    return `#${++this.#channels}`;
  }

  #names(service: string): NonNullable<WatchedAs['names']> {
    return [this.#words.text(saySession('client')), this.#words.text(saySession('serverOf', { service }))];
  }
}

/** Clients whose tags are remembered for what is opened beside them. */
const MOST_TAGS = 10_000;
