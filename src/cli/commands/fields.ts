/** `wirecat fields`: every name that a filter or an export may use, with what kind of value it has. */

import { kindOf } from '../../analysis/filter/kind.ts';
import { filterNames, knownName, nearName, titleOf } from '../../analysis/filter/names.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { protocols } from '../../protocols/registry.ts';
import { jsonText } from '../../view/text.ts';
import { type Command, defineCommand } from '../command/command.ts';

export const command: Command = defineCommand({
  name: 'fields',
  summary: 'list the names that filters and exports know',
  group: 'About',
  operands: [{ name: 'PREFIX', optional: true, complete: () => protocols.nodes.map((n) => n.layer.name) }],
  options: { json: { help: 'one JSON object a name' } },
  examples: [
    { line: 'wirecat fields tcp.flags', says: 'the flags of TCP' },
    { line: "wirecat read talk.pcapng -Y 'tcp.flags.reset == 1'", says: 'a filter with one of them' },
  ],
  run: async ({ options, words }, { out, program }) => {
    const prefix = (words[0] ?? '').toLowerCase();
    const found = filterNames(protocols).filter((name) => name.startsWith(prefix));
    if (found.length === 0) throw unknownField(prefix, program);
    for (const name of found) {
      const { kind, title } = describe(name);
      if (options.json) out.line(jsonText({ name, kind, title }));
      else out.line(`${name.padEnd(32)} ${kind.padEnd(8)} ${out.style.dim(title)}`);
      await out.ready();
    }
    return 0;
  },
});

const describe = (name: string): { readonly kind: string; readonly title: string } => {
  const spec = knownName(protocols, name)?.spec;
  if (spec === undefined) return { kind: 'protocol', title: protocols.byName(name)?.layer.title ?? OWN[name] ?? '' };
  return { kind: kindOf(spec), title: titleOf(protocols, name) ?? spec.title };
};

const OWN: Readonly<Record<string, string>> = { frame: 'All bytes of the frame', data: 'The bytes above the highest protocol' };

const unknownField = (prefix: string, program: string): UsageError => {
  const near = nearName(protocols, prefix);
  return new UsageError(program, near === undefined ? sayWrong('aProtocol') : sayWrong('words', { words: near }), prefix);
};
