/** `wirecat -h` on a terminal: its width, its colours. Elsewhere the entry prints the text that the build has rendered. */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, UsageError } from '../../core/fault.ts';
import { saidWords } from '../../core/said.ts';
import { withoutSecrets } from '../../core/secrets.ts';
import { visible } from '../../core/text.ts';
import type { Language, Said } from '../../core/words.ts';
import { helpIn } from '../help/index.ts';
import { type OverviewEntry, renderOverview } from './help.ts';
import { openOutput } from './output.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

export const showOverview = async (language: Language): Promise<void> => {
  const output = openOutput(1, process.env);
  const commands = JSON.parse(readFileSync(join(__dirname, 'commands.json'), 'utf8')) as OverviewEntry[];
  output.write(renderOverview(commands, WIRECAT_VERSION, { columns: output.columns, style: output.style, ...(await helpIn(language)) }));
};

/** Words that are no command. */
export const showMistake = async (sentence: Said, next: Said, language: Language): Promise<void> => {
  const text = errorText(UsageError.of('wirecat', sentence, next), await saidWords(language));
  writeSync(2, `${visible(withoutSecrets(text))}\n`);
  process.exitCode = 2;
};
