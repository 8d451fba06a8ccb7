/** What people type who know tshark: what is the same here is understood, anything else is answered with what to type instead. */
import { UsageError } from '../../core/fault.ts';
import type { ReadOptions } from './read-options.ts';

/** The options with tshark's spelling put into ours. */
export const asOurs = (given: ReadOptions, program: string): ReadOptions => {
  const out = { ...given, ...formOf(given, program) };
  return given.statistics === undefined ? out : { ...out, ...statisticsOf(given.statistics, program) };
};

const formOf = ({ format, fields }: ReadOptions, program: string): Partial<ReadOptions> => {
  if (format === undefined || format === 'text') return {};
  if (format === 'fields') {
    if (fields.length === 0) throw new UsageError(`${program} -T fields`, '-e NAME, a field for each column');
    return {};
  }
  const instead = FORMATS[format];
  throw new UsageError(`${program} -T`, instead ?? 'fields or text; for JSON: --json, one object a line', format);
};

const FORMATS: Readonly<Record<string, string>> = {
  json: '--json, one object a line with the names that tshark -T json has (-e chooses fields)',
  jsonraw: '--json, and for one frame with its bytes --frame N --json',
  ek: '--json, one object a line (names with dots, not with underscores)',
  pdml: '--json, or -V for people',
  psml: '--json, or the rows themselves',
};

/** `conv,tcp`, `follow,tcp,hex,0` */
const statisticsOf = (words: string, program: string): Partial<ReadOptions> => {
  const [what = '', protocol = '', ...rest] = words.split(',');
  if (what === 'conv') {
    if (protocol === '' || protocol.includes(' ')) throw new UsageError(`${program} -z conv`, 'a protocol behind it: -z conv,tcp', words);
    return { conversations: true, of: protocol, ...(rest.length > 0 && { filter: rest.join(',') }) };
  }
  if (what === 'follow') return followOf(protocol, rest, words, program);
  throw new UsageError(
    `${program} -z`,
    'conv,PROTOCOL or follow,PROTOCOL,FORM,N, here --conversations and --follow PROTOCOL,N',
    words,
    'other statistics are not here yet',
  );
};

const followOf = (protocol: string, [form = '', number = '']: readonly string[], words: string, program: string): Partial<ReadOptions> => {
  const way = FORMS[form];
  if (way === undefined || !/^\d+$/.test(number))
    throw new UsageError(`${program} -z follow`, 'follow,PROTOCOL,ascii|hex|raw,N, here --follow PROTOCOL,N', words);
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

const ANSWERS: Readonly<Record<string, string>> = {
  '-i': 'a capture file; wirecat capture INTERFACE shows packets as they pass',
  '-D': 'a capture file; wirecat capture lists the interfaces',
  '-f': "-Y with a display filter ('tcp.port == 80'), a capture filter belongs to wirecat capture",
  '-w': 'no file to write: editcap or tshark copies frames; our own talks are written by wirecat connect … -w FILE',
  '-O': '-V, every layer of every frame, or --frame N',
  '-R': '-Y FILTER',
  '-o': 'no preferences: --verify recomputes checksums',
  '-G': "no report here: 'wirecat fields' lists the names",
  '-t': 'no form of time: rows count from the first frame, --json has frame.time_epoch',
};
