/** Poster as SVG: a packet's headers bit by bit and all its bytes, standing by itself. */

import { abbreviated } from '../../../../view/ruler.ts';
import { fromBase64 } from '../../../messages/base64.ts';
import type { Packet, PacketLayer } from '../../../messages/packet.ts';
import { type Cell, cellsOf } from '../../parts/packet/cells.ts';

/** Pixels: a bit, a row of bits, the margin, a line of bytes. */
const [BIT, ROW, EDGE, LINE] = [26, 40, 24, 18];
const WIDTH = 32 * BIT + 2 * EDGE;
/** Lines of bytes that are drawn. */
const MOST_LINES = 256;

/** Light colours, as on paper. */
const INK = { text: '#17191d', quiet: '#6c717a', line: '#cfccc2' } as const;
const TINTS: Readonly<Record<PacketLayer['level'], string>> = {
  link: '#eceae4',
  network: '#dfe3ea',
  transport: '#cdd4df',
  data: '#eaf0fe',
};

/** `title` is the heading; `says` what the packet is about. */
export const posterSvg = (packet: Packet, title: string, says: string): string => {
  const bytes = fromBase64(packet.sources[0]?.bytes ?? '') ?? new Uint8Array(0);
  const parts: string[] = [text(EDGE, 38, title, 22, { bold: true }), text(EDGE, 62, short(says, 120), 13)];
  let y = 92;
  for (const layer of packet.layers) {
    if (layer.source !== 0 || layer.boxes.length === 0) continue;
    parts.push(text(EDGE, y, `${layer.title}, ${layer.length} B${layer.spec === '' ? '' : ` · ${layer.spec}`}`, 14, { bold: true }));
    y += 8;
    for (const row of cellsOf(layer, bytes)) {
      parts.push(...row.flatMap((cell) => cellLines(cell, layer, y)));
      y += ROW;
    }
    y += 30;
  }
  parts.push(...bytesLines(bytes, y));
  const height = y + LINE * Math.min(MOST_LINES, Math.ceil(bytes.length / 16)) + EDGE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', monospace">`,
    `<title>${escaped(title)}</title>`,
    `<path fill="#fff" d="M0 0h${WIDTH}v${height}H0z"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
};

const cellLines = ({ box, from, to, bits, isContinued }: Cell, layer: PacketLayer, y: number): readonly string[] => {
  const [x, width] = [EDGE + from * BIT, (to - from) * BIT];
  const middle = x + width / 2;
  const room = Math.floor(width / 7);
  const key = isContinued ? '' : (box.short.split('.').at(-1) ?? '');
  const name = box.bits === 1 ? abbreviated(key) : key;
  return [
    `<path fill="${TINTS[layer.level]}" stroke="${INK.line}" d="M${x} ${y}h${width}v${ROW}h${-width}z"/>`,
    text(middle, y + 12, short(name, Math.max(1, Math.floor(width / 6))), 9, { fill: INK.quiet, middle: true }),
    text(middle, y + 25, isContinued ? '' : short(box.value, room), 12, { bold: true, italic: box.isInferred, middle: true }),
    ...bits.split(' ').map((bit, k) => text(x + (k + 0.5) * BIT, y + 36, bit, 8, { fill: INK.quiet, middle: true })),
  ];
};

const bytesLines = (bytes: Uint8Array, y: number): readonly string[] =>
  Array.from({ length: Math.min(MOST_LINES, Math.ceil(bytes.length / 16)) }, (_, k) => {
    const row = [...bytes.subarray(k * 16, k * 16 + 16)];
    const hex = row.map((b) => b.toString(16).padStart(2, '0')).join(' ');
    const said = row.map((b) => (b > 31 && b < 127 ? String.fromCharCode(b) : '·')).join('');
    return text(EDGE, y + k * LINE, `${(k * 16).toString(16).padStart(4, '0')}  ${hex.padEnd(47)}  ${said}`, 12);
  });

interface Look {
  readonly fill?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly middle?: boolean;
}

const text = (x: number, y: number, what: string, size: number, { fill = INK.text, bold, italic, middle }: Look = {}): string =>
  what === ''
    ? ''
    : `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="600"' : ''}${italic ? ' font-style="italic"' : ''}${middle ? ' text-anchor="middle"' : ''} xml:space="preserve">${escaped(what)}</text>`;

const short = (what: string, most: number): string => (what.length <= most ? what : `${what.slice(0, Math.max(0, most - 1))}…`);

const escaped = (what: string): string => what.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
