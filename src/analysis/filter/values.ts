/** Values: what a filter needs of one frame, collected in one walk over its fields. Reused from frame to frame. */
import { EMPTY } from '../../core/bytes.ts';
import type { Dissection, Stretch } from '../../wire/dissection.ts';
import { aliasesOf } from '../../wire/names.ts';
import type { Field } from '../../wire/types.ts';
import { frameFields, restBytes, type Times } from '../frame-fields.ts';
import { type Scalar, scalarOf } from './kind.ts';

export class Values {
  readonly #byName = new Map<string, Scalar[]>();
  /** The lists that a dissected field of this name fills, those of its aliases included. */
  readonly #targets = new Map<string, readonly Scalar[][]>();

  /** The values that a name has in the frame last loaded, the same list for every frame; empty where the field is not in it. */
  of(name: string): readonly Scalar[] {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const values: Scalar[] = [];
    this.#byName.set(name, values);
    return values;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#byName.keys());
  }

  /** The list of a name that was asked for with `of`, to be filled by another way than `load`. */
  list(name: string): Scalar[] | undefined {
    return this.#byName.get(name);
  }

  clear(): void {
    for (const values of this.#byName.values()) values.length = 0;
  }

  load(d: Dissection, times: Times): void {
    this.clear();
    this.#loadFrame(d, times);
    for (const l of d.layers) {
      this.#byName.get(l.layer.name)?.push(bytesOfLayer(d, l));
      for (const f of l.fields) this.#loadField(f, l.layer.name);
    }
  }

  #loadField(f: Field, layer: string): void {
    const targets = this.#targets.get(f.name) ?? this.#findTargets(f, layer);
    if (targets.length > 0) {
      const value = scalarOf(f.value);
      for (const values of targets) values.push(value);
    }
    for (const child of f.children) this.#loadField(child, layer);
  }

  #findTargets(f: Field, layer: string): readonly Scalar[][] {
    const names = [f.name, ...aliasesOf(layer, f.spec)];
    const targets = names.map((n) => this.#byName.get(n)).filter((values) => values !== undefined);
    this.#targets.set(f.name, targets);
    return targets;
  }

  #loadFrame(d: Dissection, times: Times): void {
    for (const [name, into] of this.#byName) {
      const field = frameFields.get(name);
      if (field !== undefined) for (const v of field.read(d, times)) into.push(scalarOf(v));
      else for (const v of OTHERS[name]?.(d) ?? []) into.push(v);
    }
  }
}

/** From the header to the end of what the layer carries, as far as it was captured. */
const bytesOfLayer = (d: Dissection, l: Stretch): Uint8Array => d.sources[l.source]?.bytes.subarray(l.offset, l.end) ?? EMPTY;

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
