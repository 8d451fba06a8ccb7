/** Resolve: what the system's resolver makes of a name: its addresses in the order in which programs try them, and the names of those. */
import { IoError } from '../core/fault.ts';
import { familyOf, lookUp, nameOf } from '../io/net/hosts.ts';

export interface ResolvedRow {
  readonly address: string;
  readonly family: 4 | 6;
  /** What the address is called, where it is called anything. */
  readonly name: string | undefined;
}

/** Rejects with an IoError where there is nothing by that name. */
export const resolve = async (name: string, reverse: boolean, signal: AbortSignal): Promise<readonly ResolvedRow[]> => {
  const found = await lookUp(name, name, signal);
  const once = found.filter((one, i) => found.findIndex(({ address }) => address === one.address) === i);
  return Promise.all(once.map(async (one) => ({ ...one, name: reverse ? await nameOf(one.address, signal) : undefined })));
};

/** Whether all that was asked was the name of an address, and it has none. */
export const isNameless = (word: string, rows: readonly ResolvedRow[]): boolean =>
  familyOf(word) !== undefined && rows.every(({ name }) => name === undefined);

export const nameless = (word: string): IoError => new IoError(word, 'ENOTFOUND', `${word} has no name that the system's resolver knows`);
