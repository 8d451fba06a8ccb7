/** Over time: what went when in a capture: bytes each way and frames, frames of each service, and what was wrong; counted while it is read. */
import type { Layer, Node } from '../wire/types.ts';
import type { Listed } from './conversation-list.ts';
import type { FrameKnown } from './known.ts';
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

/** What a frame tells of itself here. */
export interface Told {
  readonly own: Listed | undefined;
  readonly side: 0 | 1;
  readonly bytes: number;
  readonly known: FrameKnown;
  /** Control bits of its segment. */
  readonly flags: number;
}

/** Services that have a line. */
const MOST = 128;

export class OverTime {
  /** Bytes of either side, the client's first, and frames. */
  readonly line = new TimeLine(3);
  readonly #services = new Map<string, ServiceLine>();
  /** By place of the conversation. */
  readonly #serviceOf: (ServiceLine | null)[] = [];
  readonly #faults = new Map<string, FaultLine>();

  /** The busiest first. */
  get services(): readonly ServiceLine[] {
    return [...this.#services.values()].sort((a, b) => b.frames - a.frames);
  }
  /** As their protocols order them. */
  get faults(): readonly FaultLine[] {
    const place = ({ layer, field }: FaultLine): number => Object.keys(layer.transport?.faults?.fields ?? {}).indexOf(field);
    return [...this.#faults.values()].sort((a, b) => (place(a) + 1 || 99) - (place(b) + 1 || 99));
  }

  /** The next frame, `seconds` after the first. */
  take(seconds: number, { own, side, bytes, known, flags }: Told): void {
    this.line.put(seconds, own === undefined ? 0 : side, bytes);
    this.line.put(seconds, 2, 1);
    if (own !== undefined) {
      const service = this.#service(own);
      if (service !== null) {
        service.frames++;
        service.line.put(seconds, 0, 1);
      }
    }
    for (let nth = 0; nth < known.transports; nth++) {
      const node = known.nodes[nth];
      const faults = node?.layer.transport?.faults;
      if (node === undefined || faults === undefined) continue;
      const said = known.allFacts[nth]?.[faults.fact] ?? 0;
      if (said !== 0) this.#said(node, seconds, said);
      if (flags !== 0 && (flags & (node.layer.transport?.segmented?.rst ?? 0)) !== 0) this.#fault(node, faults.reset, seconds);
    }
  }

  #said(node: Node, seconds: number, said: number): void {
    for (const [field, bits] of Object.entries(node.layer.transport?.faults?.fields ?? {}))
      if (said & bits) this.#fault(node, field, seconds);
  }

  #fault({ layer }: Node, field: string, seconds: number): void {
    const key = `${layer.name}.${field}`;
    const fault = this.#faults.get(key) ?? { layer, field, frames: 0, line: new TimeLine(1) };
    this.#faults.set(key, fault);
    fault.frames++;
    fault.line.put(seconds, 0, 1);
  }

  #service(own: Listed): ServiceLine | null {
    const known = this.#serviceOf[own.place];
    if (known !== undefined) return known;
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
