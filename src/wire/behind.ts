/** Behind: what build() makes behind a fixed header of fields that are given by name: a question, a message's own numbers, options. */
import { type Bytes, concat } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import { packFields } from './tlv.ts';
import type { Fields, LayerSpec } from './types.ts';
import type { HeaderValues } from './value.ts';

export type Behind = NonNullable<LayerSpec['behind']>;

/** Fixed fields, which of them the header says. */
export const laidOut = (shapes: readonly Fields[], shapeOf: (header: HeaderValues) => Fields): Behind => ({
  fields: Object.assign({}, ...shapes) as Fields,
  write: (given, header) => {
    const shape = shapeOf(header);
    const other = given.find(([key]) => !Object.hasOwn(shape, key));
    if (other !== undefined) throw new UsageError('build', sayWrong('fieldOfLayers', { names: Object.keys(shape).join(', ') }), other[0]);
    return { bytes: packFields(shape, Object.fromEntries(given), 0) };
  },
});

/** Type, length and value of one octet each but the last, as DHCP has them. */
export const typeLengthValue = (type: number, value: Bytes): Bytes => concat([Uint8Array.of(type, value.length), value]);
