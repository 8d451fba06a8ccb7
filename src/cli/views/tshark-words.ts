/** What people type who know tshark: what is the same here is understood, anything else is answered with what to type instead. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { ReadOptions } from './read-options.ts';

/** The options with tshark's spelling put into ours. */
export const asOurs = (given: ReadOptions, program: string): ReadOptions => {
  const out = { ...given, ...formOf(given, program) };
  return given.statistics === undefined ? out : { ...out, ...statisticsOf(given.statistics, program) };
};

const formOf = ({ format, fields }: ReadOptions, program: string): Partial<ReadOptions> => {
  if (format === undefined || format === 'text') return {};
  if (format === 'fields') {
    if (fields.length === 0) throw new UsageError(`${program} -T fields`, sayWrong('columnNames'));
    return {};
  }
  const instead = FORMATS[format];
  throw new UsageError(`${program} -T`, instead ?? sayWrong('tsText'), format);
};

const FORMATS: Readonly<Record<string, Said>> = {
  json: sayWrong('tsJson'),
  jsonraw: sayWrong('tsJsonraw'),
  ek: sayWrong('tsEk'),
  pdml: sayWrong('tsPdml'),
  psml: sayWrong('tsPsml'),
};

/** What tshark leaves out below; here there is one list. */
const SEVERITIES: ReadonlySet<string> = new Set(['error', 'warn', 'note', 'chat', 'comment']);

/** `conv,tcp`, `follow,tcp,hex,0`, `io,phs`, `io,stat,1`, `expert` */
const statisticsOf = (words: string, program: string): Partial<ReadOptions> => {
  const [what = '', protocol = '', ...rest] = words.split(',');
  if (what === 'conv') {
    if (protocol === '' || protocol.includes(' ')) throw new UsageError(`${program} -z conv`, sayWrong('convForm'), words);
    return { conversations: true, of: protocol, ...(rest.length > 0 && { filter: rest.join(',') }) };
  }
  if (what === 'endpoints' && protocol !== '' && !protocol.includes(' '))
    return { endpoints: true, of: protocol, ...(rest.length > 0 && { filter: rest.join(',') }) };
  if (what === 'io' && protocol === 'phs') return { protocols: true, ...(rest.length > 0 && { filter: rest.join(',') }) };
  if (what === 'io' && protocol === 'stat') {
    const [length = '', ...filters] = rest;
    if (!(Number(length) > 0)) throw new UsageError(`${program} -z io,stat`, sayWrong('ioStatForm'), words);
    return { intervals: Number(length), ...(filters.length > 0 && { filter: filters.join(',') }) };
  }
  if (what === 'expert') {
    const words = [protocol, ...rest].join(',');
    return { faults: true, ...(words !== '' && !SEVERITIES.has(words) && { filter: words }) };
  }
  if (what === 'follow') return followOf(protocol, rest, words, program);
  throw new UsageError(`${program} -z`, sayWrong('statForm'), words, sayWrong('otherStats'));
};

const followOf = (protocol: string, [form = '', number = '']: readonly string[], words: string, program: string): Partial<ReadOptions> => {
  const way = FORMS[form];
  if (way === undefined || !/^\d+$/.test(number)) throw new UsageError(`${program} -z follow`, sayWrong('followForm'), words);
  return { follow: `${protocol},${number}`, ...way };
};

const FORMS: Readonly<Record<string, Partial<ReadOptions>>> = {
  ascii: {},
  'utf-8': {},
  hex: { hex: true },
  raw: { raw: true },
};

/** Options of tshark that are not here: what to type instead. */
export const answer = (argv: readonly string[], program: string): void => {
  for (const word of argv) {
    if (word === '--') return;
    const instead = Object.hasOwn(ANSWERS, word) ? ANSWERS[word] : undefined;
    if (instead !== undefined) throw new UsageError(program, instead, word);
  }
};

const ANSWERS: Readonly<Record<string, Said>> = {
  '-i': sayWrong('tsInterface'),
  '-D': sayWrong('tsInterfaces'),
  '-f': sayWrong('tsCaptureFilter'),
  '-w': sayWrong('tsWrite'),
  '-O': sayWrong('tsLayers'),
  '-R': sayWrong('tsFilter'),
  '-o': sayWrong('tsPreferences'),
  '-G': sayWrong('tsReport'),
};
