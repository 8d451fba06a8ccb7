/** Options: how a command declares what may be typed after its name, and what the typed values become. */

/** An address that is opened, that is listened on, or either, with `listen:` before it. */
export type AddressUse = 'address' | 'listen-address' | 'link-address';

/** What the shell offers for a value: names of files or folders, addresses, names of fields in a filter or list, or words (worked out when the program is built). */
export type Completion = 'file' | 'directory' | 'filter' | AddressUse | (() => readonly string[]);

/** One option. Without `value` it is a switch: false, true, or with `repeat` how many times it was given. */
export interface OptionSpec {
  /** One letter. */
  readonly short?: string;
  /** What help calls the value, e.g. `FILE`. */
  readonly value?: string;
  /** How the value is read; text if left out. `duration` gives seconds (`250ms`, `1.5`, `2m`), `size` bytes (`64k`, `1M`). */
  readonly kind?: ValueKind;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** The value, as the user would type it, where the option is not given. */
  readonly fallback?: string;
  /** May be given again: a list of values, or for a switch a count. */
  readonly repeat?: boolean;
  /** A switch that also has a `--no-` form: true, false, or undefined where neither was given. */
  readonly negatable?: boolean;
  /** What a negatable switch may be given behind an equals sign: `--wire=all`. */
  readonly forms?: readonly string[];
  readonly help: string;
  /** What stands in its place where it is left out, said behind the help; the value itself is then somebody else's to know. */
  readonly left?: string;
  /** Who has it, where not everybody does. */
  readonly having?: readonly string[];
  /** Heading in help; `Options` if left out. */
  readonly group?: string;
  readonly complete?: Completion;
  /** Not shown in help and not completed. */
  readonly hidden?: boolean;
}
export type ValueKind = 'text' | 'integer' | 'number' | 'duration' | 'size';

/** Options by long name. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** A word that is not an option. */
export interface Operand {
  /** As in the usage line: `FILE`. */
  readonly name: string;
  readonly optional?: boolean;
  readonly repeat?: boolean;
  readonly complete?: Completion;
}

/** What was typed: each option's value by its long name, and the other words in order. */
export interface Args<T extends OptionTable> {
  readonly options: Values<T>;
  readonly words: readonly string[];
}
export type Values<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

type ValueOf<O extends OptionSpec> = O extends { value: string }
  ? O extends { repeat: true }
    ? readonly OneValue<O>[]
    : O extends { fallback: string }
      ? OneValue<O>
      : OneValue<O> | undefined
  : O extends { negatable: true }
    ? boolean | FormOf<O> | undefined
    : O extends { repeat: true }
      ? number
      : boolean;

type FormOf<O extends OptionSpec> = O extends { forms: readonly (infer F)[] } ? F : never;

type OneValue<O extends OptionSpec> = O extends { kind: 'integer' | 'number' | 'duration' | 'size' }
  ? number
  : O extends { choices: readonly (infer C)[] }
    ? C
    : string;
