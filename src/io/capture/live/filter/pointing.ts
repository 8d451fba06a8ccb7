/** libpcap says what is wrong with a capture filter, but not where: our parser points at the place where it sees one. */
import { type Spot, UsageError } from '../../../../core/fault.ts';
import { parseFilter } from './parse.ts';

export const pointing = <T>(filter: string, place: string, compile: () => T): T => {
  try {
    return compile();
  } catch (error) {
    const spot = error instanceof UsageError && error.spot === undefined ? spotIn(filter, place) : undefined;
    if (spot === undefined || !(error instanceof UsageError)) throw error;
    throw new UsageError(place, error.wrong, undefined, undefined, spot);
  }
};

const spotIn = (filter: string, place: string): Spot | undefined => {
  try {
    parseFilter(filter, place);
    return undefined;
  } catch (error) {
    return error instanceof UsageError ? error.spot : undefined;
  }
};
