/** Values: what a filter needs of one frame, collected in one walk over its fields. Reused from frame to frame. */
import type { Dissection, Field, Stretch } from '../../wire/dissect.ts';
import { fullName } from '../../wire/registry.ts';
import { frameFields, restBytes, type Times } from '../frame-fields.ts';
import { type Scalar, scalarOf } from './kind.ts';

/** Index of a name in the values of a frame. */
export type SlotNumber = number;

export class Values {
  /** The values of each slot in the frame last loaded; empty where the field is not in it. */
  readonly slots: Scalar[][] = [];
  readonly #byName = new Map<string, SlotNumber>();
  /** Slots that a dissected field of this name fills, its aliases included. */
  readonly #targets = new Map<string, readonly SlotNumber[]>();

  slot(name: string): SlotNumber {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const slot = this.slots.push([]) - 1;
    this.#byName.set(name, slot);
    return slot;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#byName.keys());
  }

  load(d: Dissection, times: Times): void {
    for (const values of this.slots) values.length = 0;
    this.#loadFrame(d, times);
    for (const l of d.layers) {
      const own = this.#byName.get(l.layer.name);
      if (own !== undefined) this.slots[own]!.push(bytesOfLayer(d, l));
      for (const f of l.fields) this.#loadField(f, l.layer.name);
    }
  }

  #loadField(f: Field, layer: string): void {
    const targets = this.#targets.get(f.name) ?? this.#findTargets(f, layer);
    if (targets.length > 0) {
      const value = scalarOf(f.value);
      for (const slot of targets) this.slots[slot]!.push(value);
    }
    for (const child of f.children) this.#loadField(child, layer);
  }

  #findTargets(f: Field, layer: string): readonly SlotNumber[] {
    const names = [f.name, ...(f.spec.also ?? []).map((other) => fullName(layer, other))];
    const targets = names.map((n) => this.#byName.get(n)).filter((slot) => slot !== undefined);
    this.#targets.set(f.name, targets);
    return targets;
  }

  #loadFrame(d: Dissection, times: Times): void {
    for (const [name, slot] of this.#byName) {
      const into = this.slots[slot]!;
      const field = frameFields.get(name);
      if (field !== undefined) for (const v of field.read(d, times)) into.push(scalarOf(v));
      else for (const v of OTHERS[name]?.(d) ?? []) into.push(v);
    }
  }
}

/** From the header to the end of what the layer carries, as far as it was captured. */
const bytesOfLayer = (d: Dissection, l: Stretch): Uint8Array => d.sources[l.source]!.bytes.subarray(l.offset, l.end);

const faulty =
  (test: (kind: string, severity: string) => boolean) =>
  (d: Dissection): readonly Scalar[] =>
    d.faults.some((f) => test(f.kind, f.severity)) ? [1] : [];

const OTHERS: Readonly<Record<string, (d: Dissection) => readonly Scalar[]>> = Object.assign(Object.create(null) as object, {
  frame: (d: Dissection) => [d.frame.bytes],
  data: restBytes,
  '_ws.malformed': faulty((kind, severity) => kind !== 'short' && severity === 'error'),
  '_ws.short': faulty((kind) => kind === 'short'),
  '_ws.expert': faulty(() => true),
});
