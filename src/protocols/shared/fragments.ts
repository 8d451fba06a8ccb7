/** The fields that tell of a reassembled datagram: the same for every protocol that has fragments. */
import { extra } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';
import type { Show } from '../../wire/value.ts';

/** `prefix` stands before each key and is part of the names, `name` is the protocol's; `show` is what the field of the whole run is. */
export const fragmentExtras = (prefix: string, name: string, show: Show): Fields =>
  Object.fromEntries(
    Object.entries({
      fragments: extra(`${name} Fragments`, show),
      fragment: extra('Frame'),
      'fragment.overlap': extra('Fragment overlap', 'bool'),
      'fragment.overlap.conflict': extra('Conflicting data in fragment overlap', 'bool'),
      'fragment.multipletails': extra('Multiple tail fragments found', 'bool'),
      'fragment.toolongfragment': extra('Fragment too long', 'bool'),
      'fragment.error': extra('Frame'),
      'fragment.count': extra('Fragment count'),
      'reassembled.length': extra(`Reassembled ${name} length`),
      'reassembled.data': extra(`Reassembled ${name} data`, 'bytes'),
    }).map(([key, field]) => [prefix + key, prefix === '' ? field : { ...field, as: prefix + key }]),
  );
