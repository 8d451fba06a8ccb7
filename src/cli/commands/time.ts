/** `wirecat time`: the time of another machine, and how far the clock of this one is from it. */

import { splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { now } from '../../io/base/clock.ts';
import { overUdp, timeSources } from '../../io/get/time-sources.ts';
import { type HeardTime, runTime } from '../../run/ask-time.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { facesFor } from '../talk/faces.ts';
import { talkOptions, wirePlan } from '../talk/options.ts';
import { clockCommand, setClock } from '../talk/set-clock.ts';

export const command: Command = defineCommand({
  name: 'time',
  summary: 'ask another machine for its time, and see how far our clock is off',
  group: 'Protocols by hand',
  usage: ['HOST [PORT]'],
  operands: [{ name: 'HOST' }, { name: 'PORT', optional: true }],
  details: [
    'Asks by NTP (RFC 5905), the time protocol (RFC 868), daytime (RFC 867) and reqtime (exercise 9-1 of the lecture), one after the other until one answers, or by the one that --by names. What the answer took on its way is taken off: half of the round trip. A text without a zone is taken for local time.',
  ],
  options: {
    by: { value: 'PROTOCOL', choices: ['ntp', 'time', 'daytime', 'reqtime'], help: 'the protocol by which to ask; otherwise each in turn' },
    udp: { short: 'u', help: 'over UDP, those that also have TCP' },
    timeout: { value: 'TIME', kind: 'duration', min: 0.01, fallback: '3s', help: 'how long an answer is waited for' },
    'set-clock': { help: 'set the clock of this machine so; takes the right of an administrator' },
    'dry-run': { help: 'with --set-clock: print what would be done, and leave the clock alone' },
    json: { help: 'one JSON object' },
    ...talkOptions,
  },
  examples: [
    { line: 'wirecat time 127.0.0.1 50007 --by reqtime', says: 'for a server: wirecat serve reqtime' },
    { line: 'wirecat time pool.ntp.org --by ntp', says: 'as exact as the way there lets it be' },
    { line: 'wirecat time 127.0.0.1 --by time --udp --wire', says: 'with the packets' },
  ],
  run: async ({ options, words: [first = '', second] }, context) => {
    if (/^(tcp|udp):/.test(first)) {
      const { host: at, port: on } = splitHostPort(first.slice(4));
      const typed = ['wirecat time', at, on, '--by time', ...(first.startsWith('udp') ? ['-u'] : [])].filter((word) => word !== '');
      throw UsageError.of(context.program, sayWrong('hostAlone'), sayWrong('type', { line: typed.join(' ') }));
    }
    const { host, port } = second === undefined ? hostPort(first) : { host: first, port: second };
    const chosen = timeSources.filter(({ name }) => options.by === undefined || name === options.by);
    if (port !== undefined && options.by === undefined)
      throw UsageError.of(
        context.program,
        sayWrong('portUnknown'),
        sayWrong('typeBy', { names: timeSources.map(({ name }) => name).join(', --by ') }),
      );
    if (options['dry-run'] && !options['set-clock']) throw UsageError.of(context.program, sayWrong('dryRun'), sayWrong('typeBoth'));
    const sources = options.udp ? chosen.map(overUdp) : chosen;
    const wire = wirePlan(options, context);
    const { faces, close } = facesFor(options, wire, context, 'watch');
    const plan = {
      host,
      port: port === undefined ? undefined : portNumber(port, context.program),
      sources,
      patience: options.timeout * 1000,
      wire,
    };
    const use = (heard: HeardTime): number => {
      if (options.json) context.out.line(JSON.stringify({ ...heard, time: new Date(heard.time).toISOString() }));
      else for (const line of linesOf(heard, context.said)) context.out.line(line);
      return options['set-clock'] ? set(heard, options['dry-run'], context) : 0;
    };
    try {
      return await runTime(plan, use, faces, context.signal);
    } finally {
      close();
    }
  },
});

/** `HOST` or `HOST:PORT`. */
const hostPort = (word: string): { readonly host: string; readonly port: string | undefined } => {
  const { host, port } = splitHostPort(word);
  return { host, port: port === '' ? undefined : port };
};

const portNumber = (word: string, program: string): number => {
  const port = Number(word);
  if (!/^\d{1,5}$/.test(word) || port < 1 || port > 65_535) throw new UsageError(program, sayWrong('portFromOne'), word);
  return port;
};

const linesOf = ({ source, remote, time, offset, error, roundTrip, text }: HeardTime, said: Words): readonly string[] => {
  const clock = Math.abs(offset) <= error ? 'clockRight' : offset > 0 ? 'clockBehind' : 'clockAhead';
  const found = { by: millisText(Math.abs(offset)), error: millisText(error), trip: millisText(roundTrip) };
  const by = `${source}${text === undefined ? '' : `: ${text}`}`;
  return [said.text(sayNotice('hasTime', { remote, time: new Date(time).toISOString(), source: by })), said.text(sayNotice(clock, found))];
};

const millisText = (ms: number): string => {
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 60_000)} min`;
};

/** To the server's time as it is by then. */
const set = ({ offset }: HeardTime, dry: boolean, { out, program, said }: Context): number => {
  const at = now() + offset;
  if (dry) out.line(said.text(sayNotice('wouldRun', { command: clockCommand(at).join(' ') })));
  else setClock(at, program);
  if (!dry) out.line(said.text(sayNotice('clockSet')));
  return 0;
};
