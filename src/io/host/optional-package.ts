/** Packages that come with Wirecat where the platform has them, and are loaded only when they are needed. */
import { IoError } from '../../core/fault.ts';

/** Rejects with an IoError that says what it is needed for. */
export const optionalPackage = async (name: string, neededFor: string, place: string): Promise<unknown> => {
  try {
    return await import(name);
  } catch (cause) {
    const text = `Node alone has no ${neededFor}; type npm install ${name}`;
    throw new IoError(place, 'ENOPACKAGE', text, cause);
  }
};
