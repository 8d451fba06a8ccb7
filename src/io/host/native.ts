/** The system's own calls, which Node has not, through the optional package koffi. Linux only: elsewhere their structures look different. */
import { getSystemErrorMap } from 'node:util';
import { IoError } from '../../core/fault.ts';
import { optionalPackage } from './optional-package.ts';

export interface SystemCalls {
  readonly library: ReturnType<typeof import('koffi').load>;
  /** Of the last call that failed. */
  readonly errno: () => number;
}

/** Rejects with an IoError that says what it is needed for. */
export const linuxCalls = async (place: string, neededFor: string): Promise<SystemCalls> => {
  if (process.platform !== 'linux') throw new IoError(place, 'ENOTSUP', `expected Linux for ${neededFor}, got ${process.platform}`);
  const found = await optionalPackage('koffi', neededFor, place);
  const koffi = (typeof found === 'object' && found !== null && 'default' in found ? found.default : found) as typeof import('koffi');
  return { library: koffi.load(null), errno: () => koffi.errno() };
};

export const systemError = (errno: number): Error => {
  const code = getSystemErrorMap().get(-errno)?.[0] ?? `E${errno}`;
  return Object.assign(new Error(code), { code });
};
