/** `wirecat serve`: one of the small services of old, with its packets. */

import { keepHeapSmall } from '../../io/host/small-heap.ts';
import { services } from '../../io/services/index.ts';
import { explainAddress, servePlan } from '../../run/plan.ts';
import { runServe } from '../../run/session.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { acceptOptions, acceptRules, explainOption, wireOptions, wirePlan } from '../talk/options.ts';

export const command: Command = defineCommand({
  name: 'serve',
  summary: 'run a small service, e.g. echo, and see the packets of its clients',
  group: 'Talk',
  usage: ['SERVICE [ADDRESS]'],
  operands: [
    { name: 'SERVICE', complete: () => services.map((s) => s.name) },
    { name: 'ADDRESS', optional: true, complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    services.map((s) => `${s.name}: ${s.title.charAt(0).toLowerCase()}${s.title.slice(1)} (${s.spec}, port ${s.port}).`).join(' '),
    'Without an address it listens on its own port, on this machine alone; where that port may not be had, on any free one. Ctrl-C ends it.',
    ADDRESS_HELP,
  ],
  options: { ...wireOptions, ...explainOption, ...acceptOptions },
  interruptEnds: true,
  examples: [
    { line: 'wirecat serve echo 7007', says: 'and in another terminal: wirecat 127.0.0.1 7007' },
    { line: 'wirecat serve echo -w all.pcapng', says: 'record every conversation' },
  ],
  run: async ({ options, words }, context) => {
    keepHeapSmall();
    const guarded = options.allow.length > 0 || options.deny.length > 0;
    const plan = servePlan(words, wirePlan(options, context), guarded);
    const each = `serve ${plan.service.name} to each client: ${plan.service.title}`;
    if (options.explain) return printPlan([...explainAddress('listen on', plan.on), each, ...plan.notes], context);
    const accept = await acceptRules(options);
    const { faces, close } = facesFor({ ...options, raw: false }, plan.wire, context, 'watch');
    try {
      return await runServe(plan, accept, faces, context.signal);
    } finally {
      close();
    }
  },
});
