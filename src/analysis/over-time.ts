/** Over time: what went when in a capture: bytes each way and frames, frames of each service, and what was wrong; counted when somebody asks. */
import type { Instant } from '../core/time.ts';
import type { Layer } from '../wire/types.ts';
import type { CaptureIndex } from './capture-index.ts';
import type { ConversationLinks } from './conversation-links.ts';
import type { ConversationList, Listed } from './conversation-list.ts';
import type { FrameFault } from './frame-classes.ts';
import { inOrder } from './frame-counts.ts';
import { TimeLine } from './time-line.ts';

/** Frames of conversations to one port. */
export interface ServiceLine {
  readonly layer: Layer;
  readonly port: string;
  frames: number;
  /** One of its conversations. */
  readonly place: number;
  readonly line: TimeLine;
}

/** Frames of which a field says that something is wrong. */
export interface FaultLine {
  readonly layer: Layer;
  readonly field: string;
  frames: number;
  readonly line: TimeLine;
}

/** Services that have a line. */
const MOST = 128;

export class OverTime {
  readonly #index: CaptureIndex;
  readonly #list: ConversationList;
  readonly #links: ConversationLinks;
  /** Bytes of either side, the client's first, and frames. */
  readonly #line = new TimeLine(3);
  readonly #services = new Map<string, ServiceLine>();
  /** By place of the conversation. */
  readonly #serviceOf: (ServiceLine | null)[] = [];
  readonly #faults = new Map<string, FaultLine>();
  /** By class of frames. */
  readonly #faultsOf: (readonly FaultLine[])[] = [];
  /** Frames that were counted. */
  #counted = 0;

  constructor(index: CaptureIndex, list: ConversationList, links: ConversationLinks) {
    this.#index = index;
    this.#list = list;
    this.#links = links;
  }

  get line(): TimeLine {
    this.#count();
    return this.#line;
  }
  /** The busiest first. */
  get services(): readonly ServiceLine[] {
    this.#count();
    return [...this.#services.values()].sort((a, b) => b.frames - a.frames);
  }
  /** As their protocols order them. */
  get faults(): readonly FaultLine[] {
    this.#count();
    return inOrder([...this.#faults.values()]);
  }

  /** Counts the frames that have come since somebody asked. */
  #count(): void {
    const { count } = this.#index;
    if (this.#counted === count) return;
    const { seconds, nanos } = this.#index.timeOf(1);
    const first = Number.isNaN(seconds) ? { seconds: 0, nanos: 0 } : { seconds, nanos };
    while (this.#counted < count) this.#take(++this.#counted, first);
  }

  #take(number: number, first: Instant): void {
    const seconds = this.#index.secondsAfter(first, number);
    const place = this.#links.placeOf(number);
    this.#line.put(seconds, place === undefined ? 0 : this.#links.senderOf(number), this.#index.lengthOf(number));
    this.#line.put(seconds, 2, 1);
    const service = place === undefined ? null : this.#service(place);
    if (service !== null) {
      service.frames++;
      service.line.put(seconds, 0, 1);
    }
    for (const fault of this.#faultsIn(this.#index.classOf(number))) {
      fault.frames++;
      fault.line.put(seconds, 0, 1);
    }
  }

  #faultsIn(at: number): readonly FaultLine[] {
    this.#faultsOf[at] ??= this.#index.classes.at(at).faults.map((fault) => this.#fault(fault));
    return this.#faultsOf[at];
  }

  #fault({ layer, field }: FrameFault): FaultLine {
    const key = `${layer.name}.${field}`;
    const fault = this.#faults.get(key) ?? { layer, field, frames: 0, line: new TimeLine(1) };
    this.#faults.set(key, fault);
    return fault;
  }

  #service(place: number): ServiceLine | null {
    const known = this.#serviceOf[place];
    if (known !== undefined) return known;
    const own = this.#list.all[place];
    if (own === undefined) return null;
    const port = portOf(own);
    const key = `${own.layer.name} ${port}`;
    let service = this.#services.get(key) ?? null;
    if (service === null && port !== '' && this.#services.size < MOST) {
      service = { layer: own.layer, port, frames: 0, place: own.place, line: new TimeLine(1) };
      this.#services.set(key, service);
    }
    this.#serviceOf[own.place] = service;
    return service;
  }
}

/** The server's; where nobody saw the opening, the lower one. */
const portOf = ({ hosts, opened }: Listed): string => {
  const [client, server] = hosts.map((host) => /:(\d+)$/.exec(host)?.[1] ?? '') as [string, string];
  return opened || client === '' || Number(server) < Number(client) ? server : client;
};
