/** Screen: what a browser shows, as exactly so many lines of exactly so many columns. */
import { visible } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { followName } from '../conversation-lines.ts';
import { fitLine, inRole, lineWidth } from '../fit.ts';
import { folded } from '../fold.ts';
import { frameSentence } from '../sentence.ts';
import { type Line, line, pad, span, widthOf } from '../text.ts';
import type { Browsed, Search } from './browsed.ts';
import type { Browser, Pane } from './browser.ts';
import { pageOf } from './pages.ts';
import { saidBy, say } from './words.ts';

/** `colours`: whether roles will be seen; without them chosen bytes stand in brackets. */
export const screenOf = (b: Browser, columns: number, rows: number, colours: boolean): readonly Line[] => {
  b.resize(columns, rows);
  const height = rows - 2;
  const body = b.page === 'panes' ? panes(b, height, !colours) : page(b, height);
  const foot = b.prompt?.draw(columns, Math.max(3, Math.min(9, rows - 8))) ?? [footLine(b)];
  const above = [titleLine(b), ...body].slice(0, rows - foot.length);
  while (above.length < rows - foot.length) above.push(fitLine([], columns));
  return [...above, ...foot.map((l) => fitLine(l, columns))].slice(0, rows);
};

const titleLine = (b: Browser): Line => {
  const { browsed, columns } = b;
  const { filtered, frames } = browsed;
  const left = ` ${visible(browsed.name)}`;
  const count =
    filtered === undefined
      ? saidBy(b.words, frames === 1 ? say('packet') : say('packets', { all: frames }))
      : saidBy(b.words, say('of', { shown: filtered.numbers.count, all: frames }));
  const right = [...busy(b), `${count} `].join('  ');
  const filter = filtered === undefined ? '' : `  ${saidBy(b.words, say('filter', { text: filtered.text }))}`;
  const room = columns - widthOf(right) - 1;
  return inRole(fitLine(line(pad(left + filter, Math.max(0, room)), ' ', right), columns), 'here');
};

/** What still goes on. */
const busy = ({ browsed, words }: Browser): readonly string[] => {
  const { filtered, found } = browsed;
  const percent = (p: number): { readonly percent: number } => ({ percent: Math.floor(p * 100) });
  return [
    ...(browsed.isOver
      ? []
      : [saidBy(words, browsed.progress === undefined ? say('reading') : say('readingPercent', percent(browsed.progress)))]),
    ...(filtered !== undefined && goesOn(filtered, browsed) ? [saidBy(words, say('filtering', percent(filtered.progress)))] : []),
    ...(found !== undefined && goesOn(found, browsed) ? [saidBy(words, say('finding', percent(found.progress)))] : []),
  ];
};

/** Whether there is more to look at than what has just come. */
const goesOn = ({ progress }: Search, { isOver }: Browsed): boolean => progress < (isOver ? 1 : CAUGHT_UP);
const CAUGHT_UP = 0.99;

const footLine = (b: Browser): Line => {
  if (b.notice !== undefined) return [span(` ${b.notice}`, 'warn')];
  const { fault, found } = b.browsed;
  if (b.choice.isSeeking && found !== undefined) return line(' ', saidBy(b.words, say('seeking', { text: JSON.stringify(found.text) })));
  if (
    fault !== undefined &&
    b.browsed.isOver &&
    b.page === 'panes' &&
    b.focus === 'list' &&
    b.choice.number === b.choice.numbers.at(b.choice.numbers.count - 1)
  )
    return [span(` ${fault}`, 'warn')];
  if (b.page !== 'panes') return hints(b, FEET[b.page]);
  const { name, length } = b.tree.chosen ?? {};
  if (b.focus === 'tree' && name !== undefined)
    return line(
      ' ',
      name,
      span(saidBy(b.words, length === undefined ? say('workedOut') : say('bytes', { count: length })), 'dim'),
      span(saidBy(b.words, say('treeHints')), 'dim'),
    );
  return hints(b, HINTS);
};

/** Those that fit. */
const hints = ({ columns, words }: Browser, all: readonly Said[]): Line => {
  const text = all
    .map((said) => saidBy(words, said))
    .reduce((sum, hint) => (widthOf(sum) + widthOf(hint) + 2 <= columns ? `${sum}${hint}  ` : sum), ' ');
  return line(span(text, 'dim'));
};

const HINTS = [
  say('hintHelp'),
  say('hintFilter'),
  say('hintFind'),
  say('hintFollow'),
  say('hintConversations'),
  say('hintLadder'),
  say('hintRuler'),
  say('hintSame'),
  say('hintPane'),
  say('hintZoom'),
  say('hintQuit'),
];
const FEET = {
  help: [say('hintBack'), say('hintMore')],
  conversations: [say('hintBack'), say('hintPackets'), say('hintSaid'), say('hintPages')],
  follow: [say('hintBack'), say('hintFind'), say('hintNext'), say('hintToPacket'), say('hintConversations'), say('hintPages')],
} as const;

// ---- panes -----------------------------------------------------------------------------------------------------------

const panes = (b: Browser, height: number, brackets: boolean): readonly Line[] => {
  const { dissection: d, layout, columns } = b;
  if (d !== undefined) b.tree.show(d);
  if (b.isZoomed) return filled(pane(b, b.focus, columns, height, brackets), columns, height);
  const list = filled(pane(b, 'list', layout.list.columns, layout.list.height, brackets), columns, layout.list.height);
  const tree = filled(pane(b, 'tree', layout.tree.columns, layout.tree.height, brackets), layout.tree.columns, layout.tree.height);
  const bytes = filled(pane(b, 'bytes', layout.bytes.columns, layout.bytes.height, brackets), layout.bytes.columns, layout.bytes.height);
  if (!layout.isSplit) return [...list, rule(b, 'tree', columns), ...tree, rule(b, 'bytes', columns), ...bytes];
  const heads = [...rule(b, 'tree', layout.tree.columns), span('┬', 'dim'), ...rule(b, 'bytes', layout.bytes.columns)];
  return [...list, heads, ...tree.map((l, k) => [...l, span('│', 'dim'), ...(bytes[k] ?? [])])];
};

const pane = (b: Browser, which: Pane, columns: number, height: number, brackets: boolean): readonly Line[] => {
  const { dissection: d } = b;
  const focused = b.focus === which;
  if (which === 'list') return b.hasLadder ? ladder(b, columns, height, focused) : rowsOf(b, columns, height, focused);
  if (d === undefined) return [];
  if (which === 'tree') return treePane(b, d, columns, height, focused);
  return b.bytes.draw(d, b.tree.chosen, b.tree.layer, columns, height, brackets);
};

/** The packet's sentence above the tree, that of the chosen field below it, as far as there is room. */
const treePane = (b: Browser, d: Dissection, columns: number, height: number, focused: boolean): readonly Line[] => {
  if (b.words === undefined || height < LEAST_TREE) return b.tree.draw(columns, height, focused);
  const most = height >= 2 * LEAST_TREE ? 3 : 2;
  const above = sentenceLines(frameSentence(d, b.words), columns, most, 'title');
  const name = b.tree.chosen?.name ?? '';
  const field = focused ? (b.words.field(name) ?? b.words.protocol(name)) : undefined;
  const below = field === undefined ? [] : sentenceLines(field, columns, 2, 'plain');
  const rows = height - above.length - below.length;
  return [...above, ...filled(b.tree.draw(columns, rows, focused), columns, rows), ...below];
};
const LEAST_TREE = 7;

const sentenceLines = (text: string, columns: number, most: number, role: 'title' | 'plain'): readonly Line[] => {
  const all = folded(text, columns - 2, 0).split('\n');
  const shown = all.slice(0, most);
  if (all.length > most) shown[most - 1] = `${shown[most - 1] ?? ''} …`;
  return shown.map((part) => fitLine(line(' ', span(part, role)), columns));
};

const rowsOf = (b: Browser, columns: number, height: number, focused: boolean): readonly Line[] => {
  const lines = b.list.draw(columns, height, focused);
  if (b.choice.numbers.count > 0) return lines;
  const { filtered, isOver } = b.browsed;
  const isBusy = filtered === undefined ? !isOver : goesOn(filtered, b.browsed);
  const words = isBusy ? '…' : saidBy(b.words, say(filtered === undefined ? 'noPackets' : 'nonePasses'));
  return [...lines, fitLine([span(` ${words}`, 'warn')], columns)];
};

const ladder = (b: Browser, columns: number, height: number, focused: boolean): readonly Line[] => {
  const c = b.browsed.conversationOf(b.choice.number);
  if (c === undefined) return [fitLine([span(` ${saidBy(b.words, say('noConversationRows'))}`, 'warn')], columns)];
  b.ladder.of(`${c.place} ${columns}`, () => b.browsed.ladder(c, columns - 1));
  return b.ladder.draw(columns, height, b.choice.number, focused);
};

const page = (b: Browser, height: number): readonly Line[] => {
  const { columns } = b;
  if (b.page === 'help') return b.help.draw(columns, height);
  if (b.page === 'conversations') return b.conversations.draw(columns, height);
  const c = b.following;
  if (c === undefined) return [];
  b.followed.of(`${c.place} ${columns}`, () => b.browsed.follow(c, columns - 1));
  return pageOf(
    `${followName(c)}  ${visible(c.hosts[0])} and ${visible(c.hosts[1])}`,
    b.followed.draw(columns, height - 1),
    columns,
    height,
  );
};

const filled = (lines: readonly Line[], columns: number, height: number): readonly Line[] => {
  const out = lines.slice(0, height);
  while (out.length < height) out.push(fitLine([], columns));
  return out;
};

const PANES = { bytes: 'paneBytes', ruler: 'paneRuler' } as const;

/** The line above a pane, with its name; a sign stands at the one that has the keys. */
const rule = (b: Browser, which: 'tree' | 'bytes', columns: number): Line => {
  const isHere = b.focus === which;
  const name = saidBy(b.words, say(which === 'tree' ? 'paneTree' : PANES[b.bytes.shows]));
  const head = line(span('─', 'dim'), span(` ${isHere ? '>' : ''}${name} `, isHere ? 'title' : 'dim'));
  return [...head, span('─'.repeat(Math.max(0, columns - lineWidth(head))), 'dim')];
};
