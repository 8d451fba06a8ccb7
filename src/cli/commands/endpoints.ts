/** `wirecat endpoints`: every kind of place that can be opened or listened on, and what may lie on it, with an address that works. */

import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import type { EndpointType, OverlayType } from '../../io/base/endpoint.ts';
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { addressesIn, type Translate } from '../help/index.ts';

interface Entry {
  readonly scheme: string;
  readonly title: string;
  readonly example: string;
  readonly kind: 'stream' | 'datagram' | 'overlay';
  readonly listens: boolean;
  readonly options: EndpointType['options'];
  /** What stands in an overlay's own word. */
  readonly settings?: OverlayType['settings'];
}

export const command: Command = defineCommand({
  name: 'endpoints',
  summary: 'list the addresses that can be opened or listened on',
  group: 'About',
  usage: ['', 'SCHEME'],
  operands: [{ name: 'SCHEME', optional: true, complete: () => [...endpoints, ...overlays].map((e) => e.scheme) }],
  options: { json: { help: 'one JSON object a line' } },
  examples: [
    { line: 'wirecat endpoints', says: 'all of them, an example each' },
    { line: 'wirecat endpoints udp', says: 'one with its options' },
    { line: 'wirecat endpoints impair', says: 'a bad network: what it can do to datagrams, and to streams' },
  ],
  run: async ({ options, words }, context) => {
    const entries = [...endpoints.map(entryOf), ...overlays.map(overlayOf)];
    const say = await addressesIn(context.language);
    const chosen = words[0] === undefined ? entries : [find(entries, words[0])];
    for (const entry of chosen) {
      if (options.json) context.out.line(JSON.stringify(entry));
      else show(entry, words[0] !== undefined, entries, context, say);
    }
    return 0;
  },
});

const entryOf = (e: EndpointType): Entry => ({
  scheme: e.scheme,
  title: e.title,
  example: e.example,
  kind: e.framing,
  listens: e.accept !== undefined,
  options: e.options,
});
const overlayOf = (o: OverlayType): Entry => ({
  scheme: o.scheme,
  title: o.title,
  example: o.example,
  kind: 'overlay',
  listens: true,
  options: o.options,
  ...(o.settings !== undefined && { settings: o.settings }),
});

const find = (entries: readonly Entry[], name: string): Entry => {
  const scheme = name.replace(/:$/, '');
  const entry = entries.find((e) => e.scheme === scheme);
  if (entry !== undefined) return entry;
  const names = entries.map((e) => e.scheme);
  const near = scheme === 'http' || scheme === 'https' ? undefined : nearest(scheme, names);
  throw UsageError.of(
    'endpoints',
    sayWrong('noScheme', { scheme: quote(scheme) }),
    near === undefined ? sayWrong('listsEndpoints') : sayWrong('perhaps', { near }),
  );
};

const show = (e: Entry, withOptions: boolean, all: readonly Entry[], { out }: Context, say: Translate): void => {
  const width = Math.max(...all.map((x) => x.scheme.length)) + 1;
  const role = e.kind === 'overlay' ? 'lies on another' : `${e.kind}${e.listens ? '' : ', opened only'}`;
  out.line(`${out.style.bold(`${e.scheme}:`.padEnd(width + 1))} ${say(e.title)} ${out.style.dim(`(${say(role)})`)}`);
  out.line(`${' '.repeat(width + 2)}${out.style.cyan(e.example)}`);
  if (!withOptions) return;
  const named = (before: string, names: EndpointType['options'] = []) =>
    names.map((o) => [`${before}${o.value === undefined ? o.name : `${o.name}=${o.value}`}`, say(o.help)] as const);
  const rows = [...named('', e.settings), ...named('?', e.options)];
  const wide = Math.max(0, ...rows.map(([name]) => name.length));
  for (const [name, help] of rows) out.line(`${' '.repeat(width + 2)}${name.padEnd(wide)}  ${help}`);
};
