/** Export: the ladder of a conversation as text, as a Mermaid diagram, as SVG. */
import type { Rung } from '../../../messages/messages.ts';
import { timeText } from '../words.ts';

export interface Drawn {
  readonly hosts: readonly [client: string, server: string];
  readonly rungs: readonly Rung[];
}

const WIDTH = 64;

/** What stands on an arrow. */
const caption = ({ label, detail, text, remark, isReset }: Rung): string =>
  [isReset ? `✕ ${label}` : label, detail, text, remark === '' ? '' : `↻ ${remark}`].filter((t) => t !== '').join('  ');

export const ladderText = ({ hosts, rungs }: Drawn): string => {
  const [client, server] = hosts;
  const head = `${' '.repeat(22)}${client}${' '.repeat(Math.max(2, WIDTH + 2 - client.length - server.length))}${server}`;
  return `${[head, ...rungs.map(textLine)].join('\n')}\n`;
};

const textLine = (rung: Rung): string => {
  const { number, mark, seconds, side } = rung;
  const said = ` ${short(caption(rung), WIDTH - 4)} `;
  const dashes = '─'.repeat(Math.max(0, WIDTH - 1 - said.length));
  const arrow = side === 0 ? `─${said}${dashes.slice(1)}→` : `←${dashes.slice(1)}${said}─`;
  return `${String(number).padStart(7)} ${mark} ${timeText(seconds).padStart(11)} │${arrow}│`;
};

const short = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

export const ladderMermaid = ({ hosts, rungs }: Drawn): string => {
  const arrows = rungs.map((rung) => {
    const [from, to] = rung.side === 0 ? ['c', 's'] : ['s', 'c'];
    return `  ${from}${rung.isBare ? '-->>' : '->>'}${to}: ${plain(`${rung.number}  ${short(caption(rung), 90)}`)}`;
  });
  return `${['sequenceDiagram', `  participant c as ${plain(`client ${hosts[0]}`)}`, `  participant s as ${plain(`server ${hosts[1]}`)}`, ...arrows].join('\n')}\n`;
};

/** Characters that mean something to Mermaid, by their numbers. */
const plain = (text: string): string => text.replace(/[#;<>&"%\n]/g, (c) => `#${c.charCodeAt(0)};`);

const [ROW, TOP, LEFT, RIGHT] = [30, 56, 150, 760];

export const ladderSvg = ({ hosts, rungs }: Drawn): string => {
  const height = TOP + rungs.length * ROW + 20;
  const text = (x: number, y: number, anchor: string, fill: string, what: string, size = 12): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}" font-size="${size}">${escaped(what)}</text>`;
  const line = (x: number): string => `<path d="M${x} ${TOP - 16}V${height - 10}" stroke="#6c717a"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${RIGHT + 150} ${height}" font-family="ui-monospace, monospace">`,
    `<path fill="#fff" d="M0 0h${RIGHT + 150}v${height}H0z"/>`,
    text(LEFT, 24, 'middle', CLIENT, `client ${hosts[0]}`),
    text(RIGHT, 24, 'middle', SERVER, `server ${hosts[1]}`),
    line(LEFT),
    line(RIGHT),
    ...rungs.flatMap((rung, k) => {
      const y = TOP + k * ROW + 14;
      const isOurs = rung.side === 0;
      const colour = rung.isReset || rung.remark !== '' ? FAULT : isOurs ? CLIENT : SERVER;
      return [
        text(LEFT - 12, y + 4, 'end', '#4b5059', `${rung.number}  ${timeText(rung.seconds, 3)} s`, 11),
        text(isOurs ? LEFT + 12 : RIGHT - 12, y - 5, isOurs ? 'start' : 'end', colour, short(caption(rung), 80)),
        arrow(isOurs, y, colour, rung.isBare),
      ];
    }),
    '</svg>\n',
  ].join('\n');
};
const [CLIENT, SERVER, FAULT] = ['#1d4ed8', '#0a6b4f', '#b93a0c'];

const arrow = (isOurs: boolean, y: number, colour: string, isBare: boolean): string => {
  const [from, to, back] = isOurs ? [LEFT, RIGHT, RIGHT - 8] : [RIGHT, LEFT, LEFT + 8];
  return `<path d="M${from} ${y}H${to}M${back} ${y - 4}L${to} ${y}L${back} ${y + 4}" fill="none" stroke="${colour}" stroke-width="${isBare ? 1 : 2}"/>`;
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
