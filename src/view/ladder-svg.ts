/** A ladder as SVG, that stands by itself: two life lines, an arrow each rung. */

export interface SvgRung {
  readonly number: number;
  readonly side: 0 | 1;
  /** Seconds since the beginning, as they are shown. */
  readonly time: string;
  readonly caption: string;
  /** Something is wrong: a reset, a repetition. */
  readonly isWrong: boolean;
  /** Neither data nor opening nor end. */
  readonly isBare: boolean;
}

/** On paper; a page with a dark look puts others in their place. */
export const INK = { paper: '#fff', line: '#6c717a', note: '#4b5059', client: '#1d4ed8', server: '#0a6b4f', fault: '#b93a0c' } as const;

const [ROW, TOP, LEFT, RIGHT, WIDTH] = [30, 56, 150, 760, 910];
/** Pixels of the margin, and of a letter. */
const [EDGE, LETTER] = [8, 7.2];

/** `hosts` are the headings of the two life lines. */
export const ladderSvg = (hosts: readonly [client: string, server: string], rungs: readonly SvgRung[]): string => {
  const height = TOP + rungs.length * ROW + 20;
  const line = (x: number): string => `<path d="M${x} ${TOP - 16}V${height - 10}" stroke="${INK.line}"/>`;
  return [
    // Of its own size: a viewer that fits it into its window would make a long one too small to be read.
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', monospace">`,
    `<title>${escaped(hosts.join(' → '))}</title>`,
    `<path fill="${INK.paper}" d="M0 0h${WIDTH}v${height}H0z"/>`,
    heading(LEFT, 'start', INK.client, hosts[0]),
    heading(RIGHT, 'end', INK.server, hosts[1]),
    line(LEFT),
    line(RIGHT),
    ...rungs.flatMap((rung, k) => rungLines(rung, TOP + k * ROW + 14)),
    '</svg>\n',
  ].join('\n');
};

/** Over its line; one that is longer than there is room on both sides begins at the edge. */
const heading = (x: number, anchor: 'start' | 'end', fill: string, name: string): string => {
  const isLong = (name.length * LETTER) / 2 > LEFT - EDGE;
  return isLong ? text(anchor === 'start' ? EDGE : WIDTH - EDGE, 24, anchor, fill, name) : text(x, 24, 'middle', fill, name);
};

/** Characters of a caption that fit on an arrow. */
const LONGEST = 80;

const rungLines = ({ number, side, time, caption, isWrong, isBare }: SvgRung, y: number): readonly string[] => {
  const isOurs = side === 0;
  const colour = isWrong ? INK.fault : isOurs ? INK.client : INK.server;
  const short = caption.length <= LONGEST ? caption : `${caption.slice(0, LONGEST - 1)}…`;
  return [
    text(LEFT - 92, y + 4, 'end', INK.note, String(number), 11),
    text(LEFT - 12, y + 4, 'end', INK.note, `${time} s`, 11),
    text(isOurs ? LEFT + 12 : RIGHT - 12, y - 5, isOurs ? 'start' : 'end', colour, short),
    arrow(isOurs, y, colour, isBare),
  ];
};

const text = (x: number, y: number, anchor: string, fill: string, what: string, size = 12): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}" font-size="${size}">${escaped(what)}</text>`;

const arrow = (isOurs: boolean, y: number, colour: string, isBare: boolean): string => {
  const [from, to, back] = isOurs ? [LEFT, RIGHT, RIGHT - 8] : [RIGHT, LEFT, LEFT + 8];
  return `<path d="M${from} ${y}H${to}M${back} ${y - 4}L${to} ${y}L${back} ${y + 4}" fill="none" stroke="${colour}" stroke-width="${isBare ? 1 : 2}"/>`;
};

const escaped = (what: string): string => what.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
