/** Route: which command the words mean, before anything of it is loaded. */

import { nearest } from '../core/nearest.ts';
import type { wrong } from '../core/said/en.ts';
import { cut } from '../core/text.ts';
import { type Language, languageNamed, languageOf, type Said, type Say } from '../core/words.ts';

export type Route =
  | { readonly kind: 'version' }
  | { readonly kind: 'overview' }
  | { readonly kind: 'help'; readonly name: string }
  | { readonly kind: 'run'; readonly name: string; readonly argv: readonly string[]; readonly program: string }
  | { readonly kind: 'mistake'; readonly sentence: Said; readonly next: Said };

/** Words are loaded where somebody is wrong. */
const say: Say<typeof wrong> = (key, ...slots) => ({ area: 'wrong', key, slots: slots[0] ?? {} });
const quote = (text: string): string => JSON.stringify(cut(text, 80));

/** `invoked` is the name the program was called by; `names` those of all commands; `argv` the words after it. */
export const routeOf = (argv: readonly string[], invoked: string, names: readonly string[]): Route => {
  const called = invoked.toLowerCase().replace(/\.(exe|cmd|c?js)$/, '');
  const persona = PERSONAS[called];
  if (persona !== undefined && names.includes(persona)) return commandRoute(persona, argv, called);
  const [first, ...rest] = argv;
  if (first === undefined) return names.includes('page') ? runRoute('page', ['--or-lines']) : { kind: 'overview' };
  if (first === '--no-page' && names.includes('start')) return runRoute('start', rest);
  if (first === '--debug' && rest.length > 0) return before([first], routeOf(rest, invoked, names));
  if (/^--lang(=|$)/.test(first)) {
    const taken = first === '--lang' ? 2 : 1;
    if (argv.length > taken) return before(argv.slice(0, taken), routeOf(argv.slice(taken), invoked, names));
  }
  if (first === '--version' || first === '-V') return { kind: 'version' };
  if (first === '--help' || first === '-h') return { kind: 'overview' };
  if (first === 'help') return helpRoute(rest[0], names);
  if (names.includes(first)) return commandRoute(first, rest, `wirecat ${first}`);
  return bareRoute(argv, first, names);
};

/** The language of what is said to these words. */
export const spokenLanguage = (argv: readonly string[], environment: NodeJS.ProcessEnv): Language => {
  const at = argv.findIndex((word) => /^--lang(=|$)/.test(word));
  const named = argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length);
  return languageNamed(named ?? '') ?? languageOf(environment);
};

/** Where help is asked for, its language: `help read --lang de`, `--lang de -h`, `read -h --lang=de`. Words that ask for none stay as they are. */
export const helpLanguage = (argv: readonly string[]): { readonly words: readonly string[]; readonly named?: Language } => {
  const at = argv.findIndex((word) => /^--lang(=|$)/.test(word));
  const taken = argv[at] === '--lang' ? 2 : 1;
  const words = argv.filter((_, k) => at < 0 || k < at || k >= at + taken);
  const asks = words[0] === 'help' || (words.length <= 2 && /^(-h|--help)$/.test(words.at(-1) ?? ''));
  const named = languageNamed(taken === 2 ? (argv[at + 1] ?? '') : (argv[at]?.slice('--lang='.length) ?? ''));
  return at < 0 || !asks || named === undefined ? { words: argv } : { words, named };
};

const commandRoute = (name: string, argv: readonly string[], program: string): Route =>
  argv.length === 1 && (argv[0] === '-h' || argv[0] === '--help') ? { kind: 'help', name } : { kind: 'run', name, argv, program };

const runRoute = (name: string, argv: readonly string[]): Route => ({ kind: 'run', name, argv, program: `wirecat ${name}` });

const helpRoute = (name: string | undefined, names: readonly string[]): Route => {
  if (name === undefined) return { kind: 'overview' };
  return names.includes(name) ? { kind: 'help', name } : unknown(name, names);
};

/** What belongs to every command may stand before its name, too. */
const before = (words: readonly string[], route: Route): Route =>
  route.kind === 'run' ? { ...route, argv: [...words, ...route.argv] } : route;

/** Words without a command: `PORT` listens; `HOST PORT` and `scheme:…` connect. */
const bareRoute = (argv: readonly string[], first: string, names: readonly string[]): Route => {
  const { length } = argv;
  if (/^\d+$/.test(first) && length === 1) return runRoute('listen', argv);
  const file = argv.find((word) => /\.(pcap|pcapng|cap)$/.test(word));
  if (file !== undefined && (file === first || first.startsWith('-')))
    return { kind: 'mistake', sentence: say('isCapture', { word: file }), next: say('type', { line: `wirecat read ${argv.join(' ')}` }) };
  if (first.startsWith('-') && !(first === '-' && argv.length > 1)) return optionMistake(first);
  const url = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)(?::(\d+))?/i.exec(first);
  if (url !== null) return urlMistake(first, url[1] ?? '', url[2]);
  if (/^([a-z][a-z0-9+.-]*|\[[0-9a-f:.]+\]|[0-9.]+):/i.test(first)) return runRoute('connect', argv);
  const second = argv[1] ?? '';
  if (first === '-') return runRoute('connect', argv);
  if (/^\d+$/.test(second) || (length >= 2 && looksLikeHost(first))) return runRoute('connect', argv);
  if (length === 1 && looksLikeHost(first))
    return { kind: 'mistake', sentence: say('portMissingAfter', { host: first }), next: say('type', { line: `wirecat ${first} 80` }) };
  return unknown(first, names);
};

const urlMistake = (word: string, host: string, port: string | undefined): Route => {
  const tls = /^https/i.test(word);
  const at = `${tls ? 'tls:' : ''}${host}:${port ?? (tls ? 443 : 80)}`;
  return { kind: 'mistake', sentence: say('isUrl', { word }), next: say('orByHand', { word, at }) };
};

const looksLikeHost = (word: string): boolean =>
  word === 'localhost' || /^[\w-]+(\.[\w-]+)+\.?$/.test(word) || /^[0-9a-f]*:[0-9a-f:.]+$/i.test(word);

/** Options of netcat typed without its name are the likeliest mistake. */
const optionMistake = (first: string): Route => ({
  kind: 'mistake',
  sentence: say('standsBefore', { option: first }),
  next: say('netcatOptions', { option: first }),
});

const unknown = (word: string, names: readonly string[]): Route => {
  const near = nearest(word, [...names, 'help']);
  return {
    kind: 'mistake',
    sentence: say('noCommand', { word: quote(word) }),
    next: near === undefined ? say('listsCommands', { host: /^[\w.-]+$/.test(word) ? word : 'HOST' }) : say('perhaps', { near }),
  };
};

/** Names under which the program is another: links to it. */
const PERSONAS: Readonly<Record<string, string>> = { nc: 'nc', netcat: 'nc', ncat: 'ncat' };
