/** Export: the ladder of a conversation as text, as a Mermaid diagram, as SVG. */
import { ladderSvg as svgOf } from '../../../../view/ladder-svg.ts';
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { timeText } from '../words.ts';

export interface Drawn {
  readonly hosts: readonly [client: string, server: string];
  readonly rungs: readonly Rung[];
}

const WIDTH = 64;

/** What stands on an arrow: a text that begins as its row says is said once. */
const caption = ({ label, detail, text, remark, isReset }: Rung): string =>
  [isReset ? `✕ ${label}` : label, text.startsWith(detail) ? '' : detail, text, isReset ? '' : remark].filter((t) => t !== '').join('  ');

const named = ([client, server]: Drawn['hosts']): readonly [client: string, server: string] => [
  `${say('common', 'client')} ${client}`,
  `${say('common', 'server')} ${server}`,
];

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
  const [client, server] = named(hosts);
  return `${['sequenceDiagram', `  participant c as ${plain(client)}`, `  participant s as ${plain(server)}`, ...arrows].join('\n')}\n`;
};

/** Characters that mean something to Mermaid, by their numbers. */
const plain = (text: string): string => text.replace(/[#;<>&"%\n]/g, (c) => `#${c.charCodeAt(0)};`);

export const ladderSvg = ({ hosts, rungs }: Drawn): string =>
  svgOf(
    named(hosts),
    rungs.map((rung) => ({
      number: rung.number,
      side: rung.side,
      time: timeText(rung.seconds, 3),
      caption: caption(rung),
      isWrong: rung.isReset || rung.remark !== '',
      isBare: rung.isBare,
    })),
  );
