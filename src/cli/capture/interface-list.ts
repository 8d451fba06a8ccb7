/** `wirecat capture` without words: the interfaces, and what may be captured from them. */
import { type Interface, interfaces } from '../../io/capture/live/interfaces.ts';
import { waysToCapture } from '../../io/capture/live/rights.ts';
import type { Context } from '../command/command.ts';

export const listInterfaces = async ({ out, err, program, env }: Context): Promise<number> => {
  const rows = (await interfaces(program)).map((one) => [one.name, stateOf(one), one.addresses.join(', ')] as const);
  const widths = [0, 1].map((k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  for (const [name, state, addresses] of rows)
    out.line(`${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${addresses}`.trimEnd());
  const ways = await waysToCapture(program);
  const first = ways.find((way) => way.hindrance === undefined);
  err.line(first === undefined ? 'none of them may be captured by this user:' : `all of them may be captured, by ${first.name}`);
  for (const { name, hindrance } of first === undefined ? ways : ways.slice(0, ways.indexOf(first)))
    err.line(`  ${name}: ${hindrance ?? ''}`);
  if (first === undefined) err.line(`or in a network of your own: unshare -rn ${env['SHELL'] ?? 'sh'}`);
  return 0;
};

const stateOf = (one: Interface): string =>
  one.name === 'any' ? 'all of them' : `${one.isUp ? 'up' : 'down'}${one.isLoopback ? ', loopback' : ''}`;
