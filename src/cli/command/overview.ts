/** `wirecat -h` on a terminal: its width, its colours. Elsewhere the entry prints the text that the build has rendered. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../core/words.ts';
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
