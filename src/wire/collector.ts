/** Collector: who takes values of fields while a frame is dissected, in place of trees. */
import type { Bytes } from '../core/bytes.ts';
import type { FieldSpec, Layer } from './types.ts';
import type { Value } from './value.ts';

/** Wants the values of some fields and nothing else. */
export interface Collector {
  /** Keys of a layer's fields under which there may be one that it wants. */
  keys(layer: Layer): ReadonlySet<string>;
  take(name: string, spec: FieldSpec, value: Value, layer: string): void;
  readonly wantsAbove: boolean;
  /** Is told of each layer and its bytes. */
  layer(name: string, bytes: Bytes, from: number, to: number): void;
}
