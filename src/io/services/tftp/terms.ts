/** Which options of a request are agreed on (RFC 2347: those that are not known are left out of the reply). */
import type { TftpOptions } from '../../../protocols/tftp/message.ts';
import type { Terms } from './transfer.ts';

const SIZE = 512;
const LARGEST = 65_464;
const PATIENCE = 1;
const WIDEST = 64;

/** `length`: of the file that is read, where it is known; undefined leaves the option out. `isNear`: nobody forges its address. */
export const termsOf = (asked: TftpOptions, length: number | 'as asked' | undefined, isNear: boolean): Terms => {
  const agreed = new Map<string, string>();
  const number = (name: string, least: number, most: number, cap: number, otherwise: number): number => {
    const text = asked.get(name);
    const value = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) return otherwise;
    agreed.set(name, String(Math.min(value, cap)));
    return Math.min(value, cap);
  };
  const size = number('blksize', 8, 65_464, LARGEST, SIZE);
  const patience = number('timeout', 1, 255, 255, PATIENCE) * 1000;
  const window = number('windowsize', 1, 65_535, WIDEST, 1);
  const total = asked.get('tsize');
  if (total !== undefined && length !== undefined && /^\d{1,15}$/.test(total))
    agreed.set('tsize', length === 'as asked' ? total : String(length));
  return { size, window, patience, agreed: agreed.size > 0 ? agreed : undefined, firstTries: isNear ? 6 : 2 };
};
