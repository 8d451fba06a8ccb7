/** The fields that tell of a reassembled datagram: the same for every protocol that has fragments. */
import { extra } from '../../wire/field.ts';
import type { Fields, Show } from '../../wire/types.ts';

/** `prefix` stands before each key, `name` is the protocol's; `show` is what the field of the whole run is. */
export const fragmentExtras = (prefix: string, name: string, show: Show): Fields => ({
  [`${prefix}fragments`]: extra(`${name} Fragments`, show),
  [`${prefix}fragment`]: extra('Frame'),
  [`${prefix}fragment.overlap`]: extra('Fragment overlap', 'bool'),
  [`${prefix}fragment.overlap.conflict`]: extra('Conflicting data in fragment overlap', 'bool'),
  [`${prefix}fragment.multipletails`]: extra('Multiple tail fragments found', 'bool'),
  [`${prefix}fragment.toolongfragment`]: extra('Fragment too long', 'bool'),
  [`${prefix}fragment.error`]: extra('Frame'),
  [`${prefix}fragment.count`]: extra('Fragment count'),
  [`${prefix}reassembled.length`]: extra(`Reassembled ${name} length`),
  [`${prefix}reassembled.data`]: extra(`Reassembled ${name} data`, 'bytes'),
});
