/**
 * Entry: the first and smallest file the program loads. It finds the command, and loads that one alone.
 *
 * Help and version are answered from texts that the build has written, with fs and nothing else:
 * asking a wirecat what it can do costs no more than starting node.
 */
import { readFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Language, languageOf, type Said } from '../core/words.ts';
import { loadChunk } from './chunks.ts';
import { mayBeTerminal } from './command/terminal.ts';
import { helpLanguage, routeOf, spokenLanguage } from './route.ts';

/** What a command's bundle exports. */
interface Bundle {
  run(argv: readonly string[], program: string): Promise<void>;
  help(language: Language): unknown;
}

interface Overview {
  help(language: Language): unknown;
  mistake(sentence: Said, next: Said, language: Language): unknown;
}

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;
declare const WIRECAT_COMMANDS: readonly { readonly name: string; readonly helpStream?: 'stdout' | 'stderr'; readonly helpExit?: number }[];

/** `invoked` is the path the program was called by. */
export const main = (argv: readonly string[], invoked: string): void => {
  const names = WIRECAT_COMMANDS.map((command) => command.name);
  const { words, named } = helpLanguage(argv);
  const route = routeOf(words, basename(invoked), names);
  if (route.kind === 'run') void bundleOf(route.name).run(route.argv, route.program);
  else if (route.kind === 'version') say(1, `wirecat ${WIRECAT_VERSION}\n`);
  else if (route.kind === 'mistake') void overview().mistake(route.sentence, route.next, spokenLanguage(argv, process.env));
  else help(route.kind === 'help' ? route.name : undefined, named ?? languageOf(process.env));
};

const bundleOf = (name: string): Bundle => loadChunk(join(__dirname, 'commands', `${name}.cjs`)) as Bundle;

const overview = (): Overview => require(join(__dirname, 'overview.cjs')) as Overview;

/** From the text that lies ready, or, where there may be colours and a width to fill, by the command itself. */
const help = (name: string | undefined, language: Language): void => {
  const command = WIRECAT_COMMANDS.find((known) => known.name === name);
  const fd = command?.helpStream === 'stderr' ? 2 : 1;
  if (mayHaveLooks(fd)) {
    if (name === undefined) void overview().help(language);
    else void bundleOf(name).help(language);
    return;
  }
  say(fd, readFileSync(join(__dirname, 'help', language === 'en' ? '' : language, `${name ?? 'wirecat'}.txt`), 'utf8'));
  process.exitCode = command?.helpExit ?? 0;
};

const mayHaveLooks = (fd: number): boolean => process.env['FORCE_COLOR'] !== undefined || mayBeTerminal(fd);

const say = (fd: 1 | 2, text: string): void => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      // A full pipe that someone made non-blocking takes the rest a little later; a reader who left wants no more.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
};

main(process.argv.slice(2), process.argv[1] ?? 'wirecat');
