/** `-T`: types of service (RFC 1349) and DiffServ code points (RFC 2474, 2597, 3246) by name. */

import { NcError } from '../nc-error.ts';
import { strtonum } from './numbers.ts';

/** The value of the byte. */
export const readTos = (text: string): number => {
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  const value = named ?? (text.startsWith('0x') ? Number.parseInt(text, 16) || 0 : strtonum(text, 0, 255));
  if (typeof value === 'string' || value > 255) throw new NcError(`illegal tos value ${text}`);
  return value;
};

const NAMED: Readonly<Record<string, number>> = {
  af11: 0x28,
  af12: 0x30,
  af13: 0x38,
  af21: 0x48,
  af22: 0x50,
  af23: 0x58,
  af31: 0x68,
  af32: 0x70,
  af33: 0x78,
  af41: 0x88,
  af42: 0x90,
  af43: 0x98,
  critical: 0xa0,
  cs0: 0x00,
  cs1: 0x20,
  cs2: 0x40,
  cs3: 0x60,
  cs4: 0x80,
  cs5: 0xa0,
  cs6: 0xc0,
  cs7: 0xe0,
  ef: 0xb8,
  inetcontrol: 0xc0,
  lowcost: 0x02,
  lowdelay: 0x10,
  netcontrol: 0xe0,
  reliability: 0x04,
  throughput: 0x08,
};
