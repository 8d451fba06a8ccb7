/**
 * Selection: the values of some names in one frame after the other, for filters and exports. Most frames give them from what the track's walk
 * left and from the messages completed in them; where a name needs more, the frame is dissected.
 */

import type { Collector } from '../wire/collector.ts';
import { asksBefore } from '../wire/datagram.ts';
import { collect } from '../wire/dissect.ts';
import type { Dissection } from '../wire/dissection.ts';
import type { FrameBatch } from '../wire/frame.ts';
import { aliasesOf, declaredFields, nameOf } from '../wire/names.ts';
import { type Seen, seen } from '../wire/row.ts';
import { mayHold, secretNames } from '../wire/secret.ts';
import type { CompletedMessage, Field, FieldSpec, Known, Layer, Registry } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';
import { type Asked, askedOf, asksOf, hasNothing, mayHaveDeep, put, type Selected } from './asked.ts';
import { knownName } from './filter/names.ts';
import { frameFields, frameValues, layerBytes, restBytes, type Times } from './frame-fields.ts';
import { OTHERS } from './frame-others.ts';
import { firstBytesOf } from './placed-message.ts';
import { mayBeMessage } from './quick-fields.ts';
import { SecretGuard } from './secret-guard.ts';
import { SelectedOfFrame } from './selected-of-frame.ts';
import type { Taken } from './taken.ts';
import { walkedRest } from './walked-rest.ts';

/** A frame as a walk explains it. */
export type WalkTaken = Pick<Taken, 'frames' | 'walked' | 'known' | 'isDeep'>;

/** Whether a name is of the frame as a whole, and not of a layer. */
export const isOfFrame = (name: string): boolean => frameFields.has(name) || name in OTHERS;

/** Whether an index knows the values of a name: neither the bytes of a frame nor its layers say more. */
export const isOfIndex = (name: string): boolean => {
  const field = frameFields.get(name);
  return field !== undefined && field.dissected === undefined && field.ofRest === undefined;
};

export class Selection implements Collector {
  readonly #all = new Map<string, Selected>();
  readonly #list: Selected[] = [];
  /** By place in the registry. */
  readonly #asked: Asked[] = [];
  #frame = new SelectedOfFrame(this.#all);
  isLayered = false;
  isOwned = false;
  /** Of the layer whose values are taken. */
  #layerNumber = 1;
  /** Layers that lie in messages alone are asked about; or they are so only for what may be secret in them. */
  #hasInner = false;
  #guardsInner = false;
  #ready = false;
  #hasBytes: boolean | undefined;
  #guard: SecretGuard | undefined;
  #track: Taken | undefined;
  /** A datagram's layer that is asked alone is the only one with an exchange. */
  readonly #answers: Known = { ...NONE_KNOWN, answered: () => this.#track?.known.allAnswered[0] };
  readonly #at: Seen = seen(new Uint8Array(0));

  /** The values of a name; all names are asked for before the first frame. */
  of(name: string): Selected {
    const known = this.#all.get(name);
    if (known !== undefined) return known;
    const made: Selected = { name, values: [], specs: [], layers: [], own: [] };
    this.#all.set(name, made);
    this.#list.push(made);
    return made;
  }

  /** The same, with the layers of its values: frames are dissected for it. */
  layered(name: string): Selected {
    this.isLayered = true;
    return this.of(name);
  }

  /** The same for a protocol, with how many of its bytes are its own. */
  owned(name: string): Selected {
    this.isOwned = true;
    return this.of(name);
  }

  /** What was asked for, without what is only guarded. */
  get #own(): ReadonlyMap<string, Selected> {
    return this.#guard === undefined ? this.#all : this.#guard.asked;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#all.keys());
  }

  /** Asks for everything secret besides, so that it is seen whether a frame has any. */
  guard(r: Registry): void {
    if (this.#guard !== undefined) return;
    const own = [...this.#list];
    const names = r.nodes.filter(({ layer }) => mayHold(layer)).flatMap(({ layer }) => secretNames(layer));
    this.#guard = new SecretGuard(
      own,
      names.map((name) => this.of(name)),
    );
  }

  /** Whether values of the newest frame may be, hold, or be part of what is secret: passwords of fields, or in addresses. */
  get mayTell(): boolean {
    return this.#guard?.mayTell === true;
  }

  /** Whether bytes as they are may be among the values: of a layer, of the frame, or of a field that is bytes. */
  hasBytes(r: Registry): boolean {
    this.#hasBytes ??= [...this.#own.keys()].some(
      (name) => name in OTHERS || knownName(r, name)?.spec?.show === 'bytes' || r.byName(name) !== undefined,
    );
    return this.#hasBytes;
  }

  /** Whether what messages of streams and datagrams hold may be among the values. */
  asksMessages(r: Registry): boolean {
    if (!this.#ready) this.#prepare(r);
    return (
      this.#hasInner ||
      this.#guardsInner ||
      this.#frame.asksRest ||
      r.nodes.some((node) => mayBeMessage(node.layer) && asksOf(node.layer, this.#all))
    );
  }

  /** Gives the values of the newest frame. */
  load(track: Taken, batch: FrameBatch, i: number, times: Times): void {
    if (this.loadWalked(track, track.registry, batch, i, times, track)) return;
    if (this.#frame.needsTree || this.isLayered || this.isOwned) this.loadDissected(track.dissect(), times);
    else this.#collect(track, batch, i, times);
  }

  /** The same of a frame that is dissected without a tree. */
  #collect(track: Taken, batch: FrameBatch, i: number, times: Times): void {
    this.#clear();
    const outline = track.collect(this);
    this.#frame.load(track.frames, batch, i, times);
    this.#frame.loadRest(restBytes(outline));
  }

  /** The same where what a walk left is enough; false where it is not. `taken`: it may be asked for more. */
  loadWalked(walk: WalkTaken, r: Registry, batch: FrameBatch, i: number, times: Times, taken?: Taken): boolean {
    if (!this.#ready) this.#prepare(r);
    if (this.#frame.needsTree || this.isLayered || walk.isDeep) return false;
    if (!this.#frame.asksRest) return this.#look(walk, taken, batch, i, times);
    const rest = taken === undefined ? undefined : walkedRest(taken, batch.bytes);
    if (rest === undefined || !this.#look(walk, taken, batch, i, times)) return false;
    this.#frame.loadRest(rest);
    return true;
  }

  /** The same where somebody else knows the values: none yet; gives what takes those of a name. */
  loadTold(): void {
    this.#clear();
  }
  told(name: string): (value: Value) => void {
    const into = this.of(name);
    return (value) => put(into, undefined, value);
  }

  loadDissected(d: Dissection, times: Times): void {
    this.#clear();
    for (const [name, into] of this.#all) {
      const field = frameFields.get(name);
      if (field !== undefined) for (const v of frameValues(field, d, times)) put(into, field.spec, v);
      else for (const v of OTHERS[name]?.(d) ?? []) put(into, undefined, v);
    }
    const numbers = new Map<string, number>();
    for (const l of d.layers) {
      const { name } = l.layer;
      this.#layerNumber = (numbers.get(name) ?? 0) + 1;
      numbers.set(name, this.#layerNumber);
      const whole = this.#all.get(name);
      if (whole) {
        this.#put(whole, undefined, layerBytes(d, l));
        if (this.isOwned) whole.own.push(l.message === undefined ? l.length : l.end - l.offset);
      }
      for (const f of l.fields) this.#loadField(f, name);
    }
  }

  // ---- as a collector of dissection ----------------------------------------------------------------------------------

  keys(layer: Layer): ReadonlySet<string> {
    const known = this.#keys.get(layer);
    if (known !== undefined) return known;
    const isAsked = (name: string): boolean => this.#all.has(name);
    const keys = new Set(
      declaredFields(layer)
        .filter(([key, spec]) => isAsked(nameOf(layer.name, key, spec)) || aliasesOf(layer.name, spec).some(isAsked))
        .map(([key]) => key),
    );
    this.#keys.set(layer, keys);
    return keys;
  }
  take(name: string, spec: FieldSpec, value: Value, layer: string): void {
    const into = this.#all.get(name);
    if (into) this.#put(into, spec, value);
    for (const other of aliasesOf(layer, spec)) {
      const alias = this.#all.get(other);
      if (alias) this.#put(alias, spec, value);
    }
  }
  get wantsAbove(): boolean {
    return this.#hasInner || this.#guardsInner || this.#frame.asksRest;
  }
  layer(name: string, bytes: Uint8Array, from: number, to: number): void {
    const whole = this.#all.get(name);
    if (!whole) return;
    put(whole, undefined, bytes.subarray(from, to));
    if (this.isOwned) whole.own.push(to - from);
  }
  readonly #keys = new Map<Layer, ReadonlySet<string>>();

  // ---- frames that a walk explains -----------------------------------------------------------------------------------

  #prepare(registry: Registry): void {
    this.#ready = true;
    this.#frame = new SelectedOfFrame(this.#all);
    for (const node of registry.nodes) this.#asked[node.id] = askedOf(node.layer, this.#all);
    // A layer that lies in messages alone is found by asking those.
    const inner = registry.nodes.filter(({ layer }) => layer.inMessages === true);
    const asks = (all: ReadonlyMap<string, Selected>): boolean => inner.some(({ layer }) => asksOf(layer, all));
    this.#hasInner = asks(this.#own);
    this.#guardsInner = !this.#hasInner && asks(this.#all);
  }

  /** False where the frame has to be dissected. */
  #look(walk: WalkTaken, taken: Taken | undefined, batch: FrameBatch, i: number, times: Times): boolean {
    this.#clear();
    const w = walk.walked;
    let transports = 0;
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      const nth = node.layer.transport === undefined ? -1 : transports++;
      const asked = this.#asked[node.id]!;
      // Where nothing lies above, only a dissection tells where a layer ends.
      if (this.isOwned && asked.whole !== undefined && node.table0 === undefined) return false;
      if (asked.quick.length > 0 || asked.whole !== undefined || asked.deep.length > 0) {
        if (!this.#layer(walk, taken, batch, k, nth, asked)) return false;
      }
      const done = nth < 0 || taken === undefined ? undefined : taken.known.allMessages[nth];
      if (done === undefined || taken === undefined) continue;
      for (const m of done.messages) {
        // What lies inside another message may look at that one, what arranges a conversation at the addresses.
        if (m.inner.length > 0 || m.message.arranges !== undefined) return false;
        this.#message(taken, batch.bytes, batch.offset[i]!, m);
      }
    }
    this.#frame.load(walk.frames, batch, i, times);
    return true;
  }

  #layer(walk: WalkTaken, taken: Taken | undefined, batch: FrameBatch, k: number, nth: number, asked: Asked): boolean {
    const w = walk.walked;
    const node = w.nodes[k]!;
    const at = this.#at;
    at.b = batch.bytes;
    at.o = w.start[k]!;
    at.header = w.header[k]!;
    at.end = w.end[k]!;
    at.wire = w.wire[k]!;
    at.facts = nth < 0 ? undefined : walk.known.allFacts[nth];
    at.message = undefined;
    if (asked.asksAnswers && taken === undefined) return false;
    at.answered = asksBefore(node.layer) ? taken?.known.allAnswered[0] : undefined;
    if (this.#mustAsk(node.layer, asked) && !this.#givesLayer(node.layer, asked)) {
      // A layer with an exchange or claims looks at nothing below it.
      if (asked.giveOptions !== undefined || !asksBefore(node.layer) || taken === undefined) return false;
      const alone = { child: { node }, bytes: at.b, offset: at.o, end: at.end, wire: at.wire };
      this.#track = taken;
      collect(taken.registry, alone, this.#answers, taken.options, this);
      return true;
    }
    this.#quick(asked);
    return true;
  }

  /** Whether the layer at #at has to be asked itself. */
  #mustAsk({ quick }: Layer, { deep, quick: fields }: Asked): boolean {
    if (quick === undefined) return deep.length > 0;
    const { mayHave } = quick;
    const at = this.#at;
    for (let k = 0; k < deep.length; k++) if (mayHave === undefined || mayHave(deep[k]!, at.message, at)) return true;
    return fields.length > 0 && quick.isSure?.(this.#at) === false;
  }

  /** The values that need no dissection. */
  #quick({ whole, quick }: Asked): void {
    const at = this.#at;
    if (whole !== undefined) {
      put(whole, undefined, at.b.subarray(at.o, at.end));
      if (this.isOwned) whole.own.push((at.message === undefined ? Math.min(at.header, at.end) : at.end) - at.o);
    }
    for (let q = 0; q < quick.length; q++) {
      const [into, { spec, get }] = quick[q]!;
      const values = get(at);
      if (Array.isArray(values)) for (const value of values) put(into, spec, value);
      else if (values !== undefined) put(into, spec, values as Value);
    }
  }

  /** A message that was completed here, and those inside it. */
  #message(track: Taken, b: Uint8Array, base: number, m: CompletedMessage): void {
    if (m.fault) return;
    const asked = this.#asked[m.node.id]!;
    const hasInner = this.#hasInner || (this.#guardsInner && m.node.layer.quick?.carriesSecret?.(m.message) !== false);
    if (!hasInner) {
      if (hasNothing(m, asked) || this.#tells(m, asked) || this.#begins(b, base, m, asked)) return;
    }
    this.#see(m, m.bytes, b, base);
    const at = this.#at;
    if (hasInner || at.header > at.end || this.#mustAsk(m.node.layer, asked)) {
      const child = { node: m.node, message: m.message, answered: m.answered };
      const offset = at.o - (m.message.skip ?? 0);
      collect(track.registry, { child, bytes: at.b, offset, end: at.end, wire: at.wire }, NONE_KNOWN, track.options, this);
    } else this.#quick(asked);
  }

  /** Whether what its reader said of a message was enough: its bytes may have to be put together. */
  #tells({ node, message, answered }: CompletedMessage, asked: Asked): boolean {
    if (!asked.isOfMessage || node.layer.quick?.tells?.(message) !== true || mayHaveDeep(node.layer, message, asked)) return false;
    this.#at.message = message;
    this.#at.answered = answered;
    this.#quick(asked);
    return true;
  }

  /** Whether its first bytes were. */
  #begins(b: Uint8Array, base: number, m: CompletedMessage, asked: Asked): boolean {
    const { layer } = m.node;
    const { needs, give } = layer.quick ?? {};
    if (asked.whole !== undefined || (needs === undefined && give === undefined)) return false;
    const isDeep = mayHaveDeep(layer, m.message, asked);
    if (isDeep && give === undefined) return false;
    this.#see(m, needs === undefined ? m.bytes : firstBytesOf(m, needs(m.message)), b, base);
    const isGiven = isDeep ? this.#gives(layer, asked) : layer.quick?.isSure?.(this.#at) !== false;
    if (isGiven) this.#quick(asked);
    return isGiven;
  }

  /** Looks at a message: at bytes that were put together, or at those of its segment. */
  #see(m: CompletedMessage, own: Uint8Array | undefined, b: Uint8Array, base: number): void {
    const bytes = own ?? b;
    const offset = own === undefined ? base + m.offset : 0;
    const at = this.#at;
    at.b = bytes;
    at.end = Math.min(bytes.length, offset + m.length);
    at.o = Math.min(at.end, offset + (m.message.skip ?? 0));
    at.header = at.o + m.node.layer.min;
    at.wire = at.end + m.lacks;
    at.facts = undefined;
    at.message = m.message;
    at.answered = m.answered;
  }

  /** Whether the layer at #at, which is no message, gave at once all that it does not leave. */
  #givesLayer(layer: Layer, asked: Asked): boolean {
    if (asked.giveOptions !== undefined) return asked.giveOptions(this.#at);
    return asked.whole === undefined && this.#gives(layer, asked);
  }

  /** Whether the layer at #at gave at once what its body puts. */
  #gives({ quick }: Layer, { keys, put: into, quick: fields }: Asked): boolean {
    if (quick?.give === undefined || (fields.length > 0 && quick.isSure?.(this.#at) === false)) return false;
    return quick.give(keys, this.#at, into);
  }

  #clear(): void {
    for (let k = 0; k < this.#list.length; k++) {
      const { values, specs, layers, own } = this.#list[k]!;
      if (this.isOwned) own.length = 0;
      if (this.isLayered) layers.length = 0;
      // Mostly one: setting the length takes longer.
      while (values.length > 0) {
        values.pop();
        specs.pop();
      }
    }
  }

  #put(into: Selected, spec: FieldSpec | undefined, value: Value): void {
    put(into, spec, value);
    if (this.isLayered) into.layers[into.values.length - 1] = this.#layerNumber;
  }

  #loadField(f: Field, layer: string): void {
    this.take(f.name, f.spec, f.value, layer);
    for (const child of f.children) this.#loadField(child, layer);
  }
}

const NONE_KNOWN: Known = { facts: () => undefined, reassembled: () => undefined, messages: () => undefined, answered: () => undefined };
