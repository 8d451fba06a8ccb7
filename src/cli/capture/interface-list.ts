/** `wirecat capture` without words: the interfaces, and what may be captured from them. */
import { joined, saidWords, sayCapture } from '../../core/said.ts';
import { interfaces, stateSaid } from '../../io/capture/live/interfaces.ts';
import { mayCapture, rightsSaid, waysToCapture } from '../../io/capture/live/rights.ts';
import type { Context } from '../command/command.ts';

export const listInterfaces = async ({ out, err, program, env, language }: Context): Promise<number> => {
  const words = await saidWords(language);
  const rows = (await interfaces(program)).map((one) => [one.name, words.text(stateSaid(one)), one.addresses.join(', ')] as const);
  const widths = [0, 1].map((k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  for (const [name, state, addresses] of rows)
    out.line(`${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${addresses}`.trimEnd());
  const ways = await waysToCapture(program);
  const [whether, ...hindrances] = rightsSaid(ways);
  err.line(joined(whether, words));
  for (const hindrance of hindrances) err.line(`  ${joined(hindrance, words)}`);
  if (!mayCapture(ways)) err.line(words.text(sayCapture('ownNetwork', { command: `unshare -rn ${env['SHELL'] ?? 'sh'}` })));
  return 0;
};
