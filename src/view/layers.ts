/** Layers of a frame as they wrap each other: for each the bytes of its header and of what it carries, and its place in OSI's model. */
import { sayer, type Words } from '../core/words.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { type Line, line, padLeft, span, widthOf } from './text.ts';
import type * as en from './words/en.ts';

export interface WrappedLayer {
  /** Of TCP/IP's four. */
  readonly layer: 'link' | 'network' | 'transport' | 'application';
  /** Of OSI's seven. */
  readonly osi: '2' | '3' | '4' | '5-7';
  readonly title: string;
  /** Bytes of its own in this frame. */
  readonly header: number;
  readonly carries: number;
  /** Bytes of its own behind what it carries. */
  readonly trailer: number;
}

const say = sayer<typeof en.layers>('layers');

/** The lowest first; the last one is the data that all others carry. */
export const layersOf = (d: Dissection): readonly WrappedLayer[] => {
  const own = d.layers.filter((l) => l.source === 0 && !l.quoted && l.length > 0);
  const places = own.map((_, k) => placeOf(own, k));
  const top =
    places.lastIndexOf('transport') >= 0 ? places.lastIndexOf('transport') : places.findLastIndex((place) => place !== 'application');
  const headers = own.slice(0, top + 1);
  const wrapped = headers.map((l, k): WrappedLayer => {
    const layer = places[k] ?? 'link';
    const inner = l.wire - l.offset - l.length;
    const whole = k === 0 ? d.frame.original : l.wire - l.offset;
    const next = headers[k + 1];
    const carries = next === undefined ? Math.max(0, inner) : next.wire - next.offset;
    return { layer, osi: OSI[layer], title: l.label, header: l.length, carries, trailer: Math.max(0, whole - l.length - carries) };
  });
  const last = wrapped.at(-1);
  if (last === undefined || last.carries === 0) return wrapped;
  const title = d.layers.slice(d.layers.indexOf(headers[top] as Stretch) + 1).findLast((l) => !l.quoted)?.label ?? 'data';
  return [...wrapped, { layer: 'application', osi: '5-7', title, header: last.carries, carries: 0, trailer: 0 }];
};

const OSI = { link: '2', network: '3', transport: '4', application: '5-7' } as const;

/** What declares ports is the transport; what lends its addresses to sums the network; what begins a frame, or lies below those, the link. */
const placeOf = (all: readonly Stretch[], k: number): WrappedLayer['layer'] => {
  const layer = all[k]?.layer;
  if (layer?.transport !== undefined) return 'transport';
  if (layer?.pseudo !== undefined) return 'network';
  if (all.slice(k + 1).some((l) => l.layer.pseudo !== undefined)) return 'link';
  const below = all.slice(0, k);
  if (below.some((l) => l.layer.transport !== undefined)) return 'application';
  return below.some((l) => l.layer.pseudo !== undefined) ? 'network' : 'link';
};

/** The data on top; each line below puts a header before all of the line above it. */
export const layerLines = (layers: readonly WrappedLayer[], words: Words): readonly Line[] => {
  const rows: { readonly box: string; readonly layer: WrappedLayer }[] = [];
  for (const layer of [...layers].reverse()) {
    const above = rows.at(-1)?.box;
    rows.push({ box: above === undefined ? `│ ${layer.title} ${layer.header} │` : wrap(layer, above), layer });
  }
  const width = Math.max(...rows.map(({ box }) => widthOf(box)));
  const name = (layer: WrappedLayer): string => words.text(say(layer.layer));
  const widest = Math.max(...layers.map((layer) => widthOf(name(layer))));
  return [
    line(span(words.text(say('heading')), 'dim')),
    ...rows.map(({ box, layer }) =>
      line(
        span(`${layer.osi.padStart(3)}  `, 'dim'),
        name(layer).padEnd(widest + 2),
        padLeft(box, width),
        span(`  ${sumText(layer, words)}`, 'dim'),
      ),
    ),
  ];
};

const wrap = ({ title, header, carries, trailer }: WrappedLayer, above: string): string => {
  const inner = String(carries);
  const room = Math.max(0, widthOf(above) - 2 - widthOf(inner));
  const carried = `${'·'.repeat(room >> 1)}${inner}${'·'.repeat(room - (room >> 1))}`;
  return `│ ${title} ${header} │${carried}│${trailer === 0 ? '' : ` ${trailer} │`}`;
};

const sumText = ({ header, carries, trailer }: WrappedLayer, words: Words): string => {
  const parts = [header, carries, trailer].filter((n) => n > 0);
  const bytes = words.text(say('bytes', { count: header + carries + trailer }));
  return parts.length < 2 ? bytes : `${bytes} = ${parts.join(' + ')}`;
};
