/** Row says: what the row of a dissected frame says: who speaks to whom, what, and in which protocol, in Wireshark's wording. */
import { addressText } from '../core/address.ts';
import { type Bytes, utf8 } from '../core/bytes.ts';
import { visible } from '../core/text.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { CUT } from '../wire/row.ts';

/** The highest layers that say something: one, or the messages of a segment from the first that lies deepest on. What an ICMP error quotes says nothing here. */
export const said = (d: Dissection): { readonly protocol: string; readonly info: string } => {
  const own = d.layers.filter((l) => !l.quoted);
  const { protocol, info } = saidBy(own, d);
  const around = own.find((l) => l.layer.around !== undefined && l.label !== protocol)?.layer.around;
  return { protocol: around === undefined ? protocol : `${around} <${protocol}>`, info };
};

const saidBy = (own: readonly Stretch[], d: Dissection): { readonly protocol: string; readonly info: string } => {
  const top = own.findLast((l) => l.info !== undefined);
  if (top === undefined) return { protocol: visible(own.at(-1)?.label ?? 'Unknown'), info: '' };
  if (top.message === undefined) return { protocol: visible(top.label), info: visible(top.info ?? '') };
  const messages = own.filter((l) => l.message !== undefined && l.info !== undefined);
  const depths = messages.map((l) => depthOf(d, l));
  const deepest = Math.max(...depths);
  const named = messages[depths.lastIndexOf(deepest)] ?? top;
  const saying = messages.slice(depths.indexOf(deepest)).filter((l) => !messages.some((inner) => isInside(d, inner, l)));
  return { protocol: visible(named.label), info: `${remarksOf(d, saying[0])}${joined(saying)}` };
};

/** What the transport of a message remarks in front of its own row. */
const remarksOf = (d: Dissection, l: Stretch | undefined): string => {
  let carrier = l;
  while (carrier?.message !== undefined) carrier = d.layers[carrier.parent];
  const [remarks = ''] = carrier?.layer.remarks === undefined ? [] : (REMARKS.exec(carrier.info ?? '') ?? []);
  return remarks !== '' && l?.layer.isSetOff ? `${remarks}, ` : remarks;
};
const REMARKS = /^(\[[^\]]*\] )+/;

/** Whether `inner` is carried by `l`. */
const isInside = (d: Dissection, inner: Stretch, l: Stretch): boolean => {
  for (let at = d.layers[inner.parent]; at !== undefined; at = d.layers[at.parent]) if (at === l) return true;
  return false;
};

/** Messages below this one. */
const depthOf = (d: Dissection, l: Stretch): number => {
  let depth = 0;
  for (let at = d.layers[l.parent]; at !== undefined; at = d.layers[at.parent]) if (at.message !== undefined) depth++;
  return depth;
};

/** No more are joined behind so many bytes. */
export const LONGEST_INFO = 1500;

const joined = (saying: readonly Stretch[]): string => {
  let text = '';
  for (const [k, { layer, info = '' }] of saying.entries()) {
    if (utf8(text).length >= LONGEST_INFO) break;
    const joins = saying[k - 1]?.layer === layer ? layer.joins : undefined;
    const lead = joins?.lead.find((each) => info.startsWith(each)) ?? '';
    const between = k === 0 || info.startsWith(CUT) ? '' : (joins?.between ?? ', ');
    text += `${between}${visible(info.slice(lead.length))}`;
  }
  return text;
};

/** The newest addresses: names of ends, or those of a header that has them whole; under a source route, where the packet goes in the end. */
export const addressesOf = (d: Dissection): readonly [source: string, destination: string] => {
  let final: Bytes | undefined;
  for (const l of d.layers.filter((each) => !each.quoted).reverse()) {
    final ??= l.destination;
    if (l.ends) return [visible(l.ends.source.text), visible(l.ends.target.text)];
    const place = l.layer.addresses;
    if (place === undefined || l.length < l.layer.min) continue;
    const { bytes } = d.sources[l.source]!;
    const source = addressText(place.kind, bytes, l.offset + place.src);
    return [source, final === undefined ? addressText(place.kind, bytes, l.offset + place.dst) : addressText(place.kind, final, 0)];
  }
  return ['', ''];
};
