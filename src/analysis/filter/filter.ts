/** Filter: a display filter as Wireshark 4.0 reads it, compiled once, asked for every frame. docs/filters.md describes the language. */
import type { Dissection } from '../../wire/dissection.ts';
import type { Registry } from '../../wire/types.ts';
import type { Times } from '../frame-fields.ts';
import { compileTest } from './compile.ts';
import { parseFilter } from './parse.ts';
import { canBeQuick, QuickLook } from './quick.ts';
import { Values } from './values.ts';

export interface Filter {
  readonly text: string;
  /** Names of fields and protocols that it reads. */
  readonly names: ReadonlySet<string>;
  passes(d: Dissection, times: Times): boolean;
  /** Decides most frames without a dissection; absent where the filter reads what only a dissection knows. */
  readonly quick?: QuickLook;
}

/** Throws a UsageError that points at the place. An empty text passes every frame. */
export const filter = (text: string, r: Registry): Filter => {
  if (text.trim() === '') return { text, names: new Set(), passes: () => true };
  const values = new Values();
  const passes = compileTest(parseFilter(text), text, r, values);
  const { names } = values;
  return {
    text,
    names,
    passes: (d, times) => {
      values.load(d, times);
      return passes();
    },
    ...(canBeQuick(names, r) && { quick: new QuickLook(r, values, passes) }),
  };
};

/** A look that no plain frame passes: for frames that are only taken note of. */
export const skim = (r: Registry): QuickLook => new QuickLook(r, new Values(), () => false);
