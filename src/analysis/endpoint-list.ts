/** Endpoint list: how much every address, or every port of an address, sent and received. Bounded: past a number of them the rest is only counted. */
import { addressText, joinHostPort } from '../core/address.ts';
import type { Bytes } from '../core/bytes.ts';
import type { Stretch } from '../wire/dissection.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { Layer, Node, Registry } from '../wire/types.ts';
import { Addresses, AddressKind } from './addresses.ts';
import type { Taken } from './taken.ts';

/** One of them: frames and bytes (of whole frames) that it sent and received. */
export interface Endpoint {
  readonly layer: Layer;
  /** `192.0.2.1`, `192.0.2.1:80` */
  readonly name: string;
  readonly frames: readonly [sent: number, received: number];
  readonly bytes: readonly [sent: number, received: number];
}
type Growing = Endpoint & { readonly frames: [number, number]; readonly bytes: [number, number] };

/** Where an address stands, and its port. */
type End = readonly [b: Bytes, o: number, port?: number | undefined];

/** Endpoints that are kept. */
const MOST = 200_000;
const PORTS = 0x1_0000;

export class EndpointList {
  /** By layer: what is counted of it. */
  readonly #most: number;
  readonly #counts: readonly boolean[];
  readonly #addresses = new Addresses();
  /** By layer, then by the number of an address, and the port. */
  readonly #byKey: Map<number, Growing>[];
  readonly #all: Growing[] = [];
  #byName: ReadonlyMap<string, Growing> | undefined;
  /** Ends of frames that were not counted, because there were too many. */
  left = 0;

  /** Of one protocol with addresses or ports; absent: of every one with addresses of the Internet. */
  constructor(registry: Registry, of?: string, most = MOST) {
    this.#most = most;
    this.#counts = registry.nodes.map(({ layer }) => (of === undefined ? isInternet(layer) : layer.name === of && hasEnds(layer)));
    this.#byKey = registry.nodes.map(() => new Map());
  }

  /** Those with most bytes first. */
  get all(): readonly Endpoint[] {
    const size = ({ bytes: [sent, received] }: Endpoint): number => sent + received;
    return [...this.#all].sort((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1));
  }

  /** Takes the track's newest frame, frame `i` of the batch. */
  take(track: Taken, batch: FrameBatch, i: number): void {
    if (track.isDeep) this.#dissected(track, batch.original[i]!);
    else this.#walked(track, batch, batch.original[i]!);
  }

  #walked({ walked: w }: Taken, { bytes: b }: FrameBatch, size: number): void {
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      const { addresses, transport } = node.layer;
      const o = w.start[k]!;
      if (!this.#counts[node.id]) continue;
      if (addresses !== undefined) this.#count(node, addresses.kind, size, [b, o + addresses.src], [b, o + addresses.dst]);
      else if (transport !== undefined) this.#count(node, w.kind[k]!, size, [b, w.src[k]!, w.sport[k]!], [b, w.dst[k]!, w.dport[k]!]);
    }
  }

  #dissected(track: Taken, size: number): void {
    const d = track.dissect();
    for (const l of d.layers) {
      const node = track.registry.byName(l.layer.name);
      const b = d.sources[l.source]?.bytes;
      if (node === undefined || b === undefined || !this.#counts[node.id] || l.quoted || l.length < l.layer.min) continue;
      const ports = l.layer.transport === undefined ? [] : node.ports(b, l.offset);
      const below = l.layer.addresses === undefined ? addressed(d.layers, l) : l;
      const addresses = below?.layer.addresses;
      const under = d.sources[below?.source ?? 0]?.bytes;
      if (below === undefined || addresses === undefined || under === undefined) continue;
      const final = finalOf(d.layers, below);
      const to: End = final === undefined ? [under, below.offset + addresses.dst, ports[1]] : [final, 0, ports[1]];
      this.#count(node, addresses.kind, size, [under, below.offset + addresses.src, ports[0]], to);
    }
  }

  #count(node: Node, kind: number, size: number, from: End, to: End): void {
    if (kind === AddressKind.none) return;
    this.#add(this.#at(node, kind, from), 0, size);
    this.#add(this.#at(node, kind, to), 1, size);
  }

  #add(one: Growing | undefined, way: 0 | 1, size: number): void {
    if (one === undefined) {
      this.left++;
      return;
    }
    one.frames[way]++;
    one.bytes[way] += size;
  }

  #at({ id, layer }: Node, kind: number, [b, o, port]: End): Growing | undefined {
    if (this.#all.length >= this.#most) return this.#kept(layer, nameOf(kind, [b, o, port]));
    const number = this.#addresses.number(kind, b, o);
    const key = port === undefined ? number : number * PORTS + port;
    const known = this.#byKey[id]!.get(key);
    if (known !== undefined) return known;
    const made: Growing = { layer, name: nameOf(kind, [b, o, port]), frames: [0, 0], bytes: [0, 0] };
    this.#byKey[id]!.set(key, made);
    this.#all.push(made);
    return made;
  }

  /** Where no more are kept, no more addresses are numbered either. */
  #kept(layer: Layer, name: string): Growing | undefined {
    this.#byName ??= new Map(this.#all.map((one) => [`${one.layer.name} ${one.name}`, one]));
    return this.#byName.get(`${layer.name} ${name}`);
  }
}

const nameOf = (kind: number, [b, o, port]: End): string => {
  const address = addressText(kind, b, o);
  return port === undefined ? address : joinHostPort(address, port);
};

/** The nearest layer below that has addresses. */
const addressed = (layers: readonly Stretch[], l: Stretch): Stretch | undefined => {
  for (let below = layers[l.parent]; below !== undefined; below = layers[below.parent]) if (below.layer.addresses) return below;
  return undefined;
};

/** Where a packet goes in the end, as its own options or headers above say it that have no addresses. */
const finalOf = (layers: readonly Stretch[], ip: Stretch): Bytes | undefined =>
  ip.destination ?? layers.find((l) => l.destination && l.layer.addresses === undefined && addressed(layers, l) === ip)?.destination;

/** Whether a layer has addresses or ports of its own. */
export const hasEnds = ({ addresses, transport }: Layer): boolean => addresses !== undefined || transport !== undefined;
const isInternet = ({ addresses }: Layer): boolean => addresses !== undefined && addresses.kind !== AddressKind.mac;
