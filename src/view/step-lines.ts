/** Lines of a step console: what a call returned, why it failed and what to do then, and the sockets of which something has changed. */
import { visible } from '../core/text.ts';
import { type Said, sayer, type Words } from '../core/words.ts';
import { type Line, line, span } from './text.ts';
import type { step as english } from './words/en.ts';

/** A call and its return, as it is shown. */
export interface StepReturn {
  readonly step: number;
  /** `bind(3, 127.0.0.1:7007)` */
  readonly shown: string;
  readonly value: number;
  /** The system's name of what went wrong, and its words. */
  readonly error?: { readonly name: string; readonly words: string };
  readonly ms: number;
  readonly bytes?: Uint8Array;
  readonly from?: string;
  readonly made?: string;
  /** Made on a socket whose bytes are a stream. */
  readonly isStream: boolean;
  /** How many bytes were to be sent. */
  readonly asked?: number;
  /** What the program's buffer holds, where it is more than what came. */
  readonly buffer?: Uint8Array;
}

export interface StepSocketRow {
  readonly name: string;
  readonly fd: number;
  readonly kind: string;
  readonly state: string;
  readonly local: string;
  readonly remote: string;
  readonly waiting: number;
  readonly unacknowledged: number;
  readonly backlog: number;
  readonly blocks: boolean;
  readonly isClosed: boolean;
}

/** How a call is typed. */
export interface CallUsage {
  readonly call: string;
  readonly usage: string;
}

const say = sayer<typeof english>('step');

/** From this many milliseconds on a call is said to have blocked. */
const BLOCKED = 20;

export const returnLines = (r: StepReturn, words: Words): readonly Line[] => {
  const took = r.ms >= BLOCKED ? `   ${words.text(say('blocked', { took: duration(r.ms, words) }))}` : '';
  const head = line(
    span(`${r.step} `.padStart(4), 'dim'),
    span(visible(r.shown), 'title'),
    ` = ${r.value}`,
    ...given(r, words),
    span(took, 'dim'),
  );
  if (r.error === undefined) return [head, ...shortSend(r, words), ...staleBytes(r, words)];
  const { name, words: system } = r.error;
  const todo = words.has('step', name) ? `: ${words.text({ area: 'step', key: name, slots: {} })}` : '';
  return [head, line('    ', span(`${name}: ${system}`, 'warn'), todo)];
};

/** Where the system took fewer bytes than were given. */
const shortSend = ({ asked = 0, value }: StepReturn, words: Words): readonly Line[] =>
  value >= asked ? [] : [line('    ', span(words.text(say('short', { sent: value, asked })), 'warn'), `: ${words.text(say('shortDo'))}`)];

/** Where a string would go on into what an earlier call left. */
const staleBytes = ({ buffer, value }: StepReturn, words: Words): readonly Line[] =>
  buffer === undefined ? [] : [line('    ', span(`${words.text(say('stale', { count: value }))} ${textOf(buffer)}`, 'dim'))];

/** What it gave beside a number. */
const given = ({ made, bytes, from, value, error, isStream }: StepReturn, words: Words): readonly (string | ReturnType<typeof span>)[] => {
  if (error !== undefined) return [];
  const parts: (string | ReturnType<typeof span>)[] = [];
  if (made !== undefined) parts.push(` → ${made}`);
  if (bytes !== undefined) parts.push('  ', value === 0 ? words.text(say(isStream ? 'end' : 'emptyDatagram')) : span(textOf(bytes)));
  if (from !== undefined && from !== '')
    parts.push(made === undefined && bytes === undefined ? `  ${visible(from)}` : `  ${words.text(say('from', { place: from }))}`);
  return parts;
};

const textOf = (bytes: Uint8Array): string => {
  const text = JSON.stringify(visible(new TextDecoder().decode(bytes.subarray(0, 200)).replaceAll('\n', '⏎'))).replaceAll('⏎', '\\n');
  return bytes.length > 200 ? `${text.slice(0, -1)}…"` : text;
};

export const blocksLine = (step: number, shown: string, words: Words): Line =>
  line(span(`${step} `.padStart(4), 'dim'), span(visible(shown), 'title'), ` ${words.text(say('blocks'))}`);

export const socketLines = (rows: readonly StepSocketRow[], words: Words): readonly Line[] => rows.map((row) => socketLine(row, words));

const socketLine = (row: StepSocketRow, words: Words): Line => {
  const { name, fd, kind, state, local, remote, unacknowledged, blocks, isClosed } = row;
  const places = [local, remote].filter((place) => place !== '').map((place) => visible(place));
  const parts = [
    isClosed ? (state === 'closed' ? '' : words.text(say('ending'))) : `fd ${fd}`,
    kind,
    places.join(' ↔ '),
    waitingText(row, words),
    unacknowledged > 0 ? words.text(say('unacknowledged', { count: unacknowledged })) : '',
    blocks ? '' : words.text(say('unblocking')),
  ];
  return line(
    '       ',
    span(name, 'here'),
    ' ',
    span(stateText(state, words), 'good'),
    span(`  ${parts.filter((part) => part !== '').join(', ')}`, 'dim'),
  );
};

const waitingText = ({ state, kind, waiting, backlog }: StepSocketRow, words: Words): string => {
  if (state === 'LISTEN') return kind === UNIX ? '' : words.text(say('toAccept', { waiting, backlog }));
  return waiting > 0 ? words.text(say('toReceive', { count: waiting })) : '';
};

/** Of sockets of this kind the system does not tell who waits to be accepted. */
const UNIX = 'unix';

/** States of TCP have their names in every language; those of other sockets are words. */
const stateText = (state: string, words: Words): string =>
  state
    .split(', ')
    .map((part) => (words.has('step', `state_${part}`) ? words.text({ area: 'step', key: `state_${part}`, slots: {} }) : part))
    .join(', ');

const duration = (ms: number, words: Words): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${words.number(Math.round(ms / 100) / 10)} s`;

/** What may be typed: the calls, and the console's own words. */
export const helpLines = (calls: readonly CallUsage[], words: Words): readonly Line[] => [
  line(words.text(say('help'))),
  ...calls.map(({ call, usage }) =>
    usageLine(usage, words.has('step', `help_${call}`) ? { area: 'step', key: `help_${call}`, slots: {} } : undefined, words),
  ),
  usageLine('sockets', say('helpSockets'), words),
  usageLine('code c, code python, code ts', say('helpCode'), words),
  usageLine('wait', say('helpWait'), words),
  line('sleep 1, end'),
];

const usageLine = (usage: string, said: Said | undefined, words: Words): Line =>
  line(said === undefined ? usage : `${usage} (${words.text(said)})`);
