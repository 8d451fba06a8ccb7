/** Secret guard: whether values that were asked for may tell what is secret. */
import type { Selected } from './asked.ts';

export class SecretGuard {
  /** What was asked for, and what is secret. */
  readonly #own: readonly Selected[];
  readonly #secrets: readonly Selected[];

  constructor(own: readonly Selected[], secrets: readonly Selected[]) {
    this.#own = own;
    this.#secrets = secrets;
  }

  /** What was asked for, by name. */
  get asked(): ReadonlyMap<string, Selected> {
    return new Map(this.#own.map((one) => [one.name, one]));
  }

  /** Whether values of the frame in hand may be, hold, or be part of what is secret: passwords of fields, or in addresses. */
  get mayTell(): boolean {
    for (const { values, specs } of this.#own) {
      for (let k = 0; k < values.length; k++) {
        const value = values[k]!;
        if (typeof value === 'string' && (specs[k]?.secret === true || this.#mayHold(value))) return true;
      }
    }
    return false;
  }

  #mayHold(text: string): boolean {
    if (text.includes('@')) return true;
    for (const { values, specs } of this.#secrets)
      for (let k = 0; k < values.length; k++) {
        const secret = values[k];
        if (specs[k]?.secret === true && typeof secret === 'string' && (text.includes(secret) || secret.includes(text))) return true;
      }
    return false;
  }
}
