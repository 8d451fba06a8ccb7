/** What a datagram was put together from, as fields in the tree of the layer whose fragment completed it. */
import type { Dissecting, FragmentOf } from '../wire/types.ts';
import type { Fragment, Reassembled } from './reassembly.ts';

/** A datagram's longest payload: lengths have 16 bits (RFC 791 §3.1, RFC 8200 §3). */
const LONGEST = 65_535;

export const putReassembled = (d: Dissecting, { bytes, fragments }: Reassembled, { prefix, title }: FragmentOf): void => {
  const all = d.add(`${prefix}fragments`, prefix === '' ? bytes : true);
  if (all) all.text = `${fragments.length}, ${bytes.length} bytes: ${fragments.map((f) => `#${f.frame}(${f.bytes.length})`).join(', ')}`;
  d.under(all, () => {
    for (const fragment of fragments) putFragment(d, fragment, prefix);
    d.add(`${prefix}fragment.count`, fragments.length);
    d.add(`${prefix}reassembled.length`, bytes.length);
    d.add(`${prefix}reassembled.data`, bytes);
  });
  if (bytes.length > LONGEST)
    d.fault('length', d.start, 0, `${title} has ${bytes.length} bytes, no datagram can have more than ${LONGEST}`);
};

const putFragment = (d: Dissecting, f: Fragment, prefix: string): void => {
  const { frame, offset, bytes } = f;
  const wrong = f.conflicts || f.otherTail || f.tooLong;
  const put = d.add(`${prefix}fragment${wrong ? '.error' : ''}`, frame);
  if (put) put.text = `${frame}, payload: ${offset}-${offset + bytes.length - 1} (${bytes.length} bytes)`;
  d.under(put, () => {
    for (const [key, set] of [
      ['overlap', f.overlaps],
      ['overlap.conflict', f.conflicts],
      ['multipletails', f.otherTail],
      ['toolongfragment', f.tooLong],
    ] as const)
      if (set) d.add(`${prefix}fragment.${key}`, true);
  });
  if (wrong) d.fault('fragment', d.start, 0, `frame ${frame}: ${said(f)}`);
};

const said = (f: Fragment): string =>
  f.conflicts
    ? 'its bytes are not those of the fragments that it overlaps'
    : f.tooLong
      ? 'it goes on behind the end of the datagram'
      : 'it claims to be the last fragment, the datagram ends elsewhere';
