/** `wirecat capture` without words: the interfaces, and what may be captured from them. */
import { interfaces, stateText } from '../../io/capture/live/interfaces.ts';
import { mayCapture, rightsText, waysToCapture } from '../../io/capture/live/rights.ts';
import type { Context } from '../command/command.ts';

export const listInterfaces = async ({ out, err, program, env }: Context): Promise<number> => {
  const rows = (await interfaces(program)).map((one) => [one.name, stateText(one), one.addresses.join(', ')] as const);
  const widths = [0, 1].map((k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  for (const [name, state, addresses] of rows)
    out.line(`${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${addresses}`.trimEnd());
  const ways = await waysToCapture(program);
  const [whether, ...hindrances] = rightsText(ways);
  err.line(whether);
  for (const hindrance of hindrances) err.line(`  ${hindrance}`);
  if (!mayCapture(ways)) err.line(`or in a network of your own: unshare -rn ${env['SHELL'] ?? 'sh'}`);
  return 0;
};
