/** JA3 and JA3S: fingerprints of hellos, out of their numbers in decimal, those of GREASE left out (engineering.salesforce.com, 2017). */
import { type Bytes, hex, u8, u16, utf8 } from '../../core/bytes.ts';
import type { Tools } from '../../core/tools.ts';
import { Extension } from '../shared/tls/extension-types.ts';
import { isGrease } from '../shared/tls/grease.ts';

/** `771,4865-4866,0-11-10,29-23,0` of the body of a client hello in b[o, end). */
export const clientFingerprint = (b: Bytes, o: number, end: number): string => {
  const suites = o + 35 + u8(b, o + 34);
  const methods = suites + 2 + u16(b, suites);
  const list = methods + 1 + u8(b, methods);
  const lists: Record<number, string> = {};
  const types = extensionTypes(b, list, end, (type, at, to) => {
    if (type === Extension.supportedGroups) lists[0] = numbers(b, at + 2, Math.min(to, at + 2 + u16(b, at)), 2);
    if (type === Extension.ecPointFormats) lists[1] = numbers(b, at + 1, Math.min(to, at + 1 + u8(b, at)), 1);
  });
  return [u16(b, o), numbers(b, suites + 2, Math.min(methods, end), 2), types, lists[0] ?? '', lists[1] ?? ''].join(',');
};

/** `771,4865,43-51` of the body of a server hello. */
export const serverFingerprint = (b: Bytes, o: number, end: number): string => {
  const suite = o + 35 + u8(b, o + 34);
  return [u16(b, o), u16(b, suite), extensionTypes(b, suite + 3, end, () => undefined)].join(',');
};

/** MD5, where the host has it. */
export const fingerprintHash = (tools: Tools, text: string): string | undefined =>
  tools.crypto && hex(tools.crypto.hash('md5', utf8(text)));

const extensionTypes = (b: Bytes, list: number, end: number, see: (type: number, at: number, to: number) => void): string => {
  const types: number[] = [];
  for (let o = list + 2; o + 4 <= end; o += 4 + u16(b, o + 2)) {
    const type = u16(b, o);
    if (!isGrease(type)) types.push(type);
    see(type, o + 4, Math.min(end, o + 4 + u16(b, o + 2)));
  }
  return types.join('-');
};

const numbers = (b: Bytes, from: number, to: number, size: 1 | 2): string => {
  const found: number[] = [];
  for (let o = from; o + size <= to; o += size) {
    const value = size === 1 ? u8(b, o) : u16(b, o);
    if (size === 1 || !isGrease(value)) found.push(value);
  }
  return found.join('-');
};
