/** `wirecat serve`: services, one or many, each with its packets. */

import { keepHeapSmall } from '../../io/host/small-heap.ts';
import { CONCURRENCIES } from '../../io/serve/concurrency/concurrency.ts';
import { services } from '../../io/services/index.ts';
import { runHelper } from '../../run/serve-helper.ts';
import { explainServe, servePlan } from '../../run/serve-plan.ts';
import { runServe } from '../../run/serve-session.ts';
import { serviceUnit } from '../../run/serve-unit.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { acceptOptions, acceptRules, explainOption, wireOptions, wirePlan } from '../talk/options.ts';
import { givenOptions, serviceLines, serviceOptions } from '../talk/service-options.ts';

/** `--write` is a matter of services here: clients may write to the folder. */
const { write: capture, ...wire } = wireOptions;

export const command: Command = defineCommand({
  name: 'serve',
  summary: 'run services, one or many, and see the packets of their clients',
  group: 'Talk',
  usage: ['SERVICE [ADDRESS]', 'SERVICE[=ADDRESS] …', 'all --base 10000'],
  operands: [{ name: 'SERVICE', repeat: true, complete: () => ['all', ...services.map((s) => s.name)] }],
  details: [
    serviceLines,
    'Without an address each listens on its own ports, on this machine alone; where a port may not be had, on any free one. An address without a scheme stands for TCP and, where the service speaks on it, UDP. Ctrl-C ends it.',
    ADDRESS_HELP,
  ],
  options: {
    base: {
      value: 'N',
      kind: 'integer',
      min: 1,
      max: 65_534,
      help: "add N to each service's own ports: any user may have those above 1023",
    },
    tls: { help: 'the ports on which TLS is spoken from the first byte, too' },
    cert: { value: 'FILE', complete: 'file', help: 'certificate and its chain for TLS, PEM (otherwise a self-made one)' },
    key: { value: 'FILE', complete: 'file', help: 'private key of the certificate, PEM (otherwise in the same file)' },
    concurrency: {
      value: 'HOW',
      choices: CONCURRENCIES,
      fallback: 'events',
      help: 'how several clients are served: by events, one after the other, with a thread or a process for each',
    },
    unit: { help: 'print a unit of systemd that starts these services with the machine, and start nothing' },
    helper: { value: 'FACTS', help: 'for threads and processes of serve alone', hidden: true },
    capture,
    ...wire,
    ...explainOption,
    ...acceptOptions,
    ...serviceOptions(),
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat serve echo 7007', says: 'and in another terminal: wirecat 127.0.0.1 7007' },
    { line: 'wirecat serve echo -w all.pcapng', says: 'record every conversation' },
    { line: 'wirecat serve all --base 10000', says: 'all of them, echo on port 10007' },
    { line: 'wirecat serve echo 7007 --concurrency sequential', says: 'one client after the other; who has to wait is told' },
    { line: 'wirecat serve echo=7007 --unit > /etc/systemd/system/echo.service', says: 'a daemon: systemctl enable --now echo' },
    { line: 'wirecat serve echo=7007 discard=7009', says: 'two, where you like' },
    { line: 'wirecat serve http=8080 http=8081', says: 'one at two addresses, told apart by their ports' },
  ],
  run: async ({ options, words }, context) => {
    keepHeapSmall();
    const tls = { ...(options.cert !== undefined && { cert: options.cert }), ...(options.key !== undefined && { key: options.key }) };
    if (options.helper !== undefined) return runHelper(words, givenOptions(options), options.helper, tls, context.signal);
    const plan = servePlan(words, wirePlan({ ...options, write: options.capture }, context), {
      base: options.base,
      twins: options.tls,
      tls,
      concurrency: { how: options.concurrency, file: process.argv[1] ?? '' },
      guarded: options.allow.length > 0 || options.deny.length > 0,
      given: givenOptions(options),
    });
    if (options.unit) {
      for (const line of serviceUnit([process.execPath, ...process.argv.slice(1).filter((word) => word !== '--unit')]))
        context.out.line(line);
      return 0;
    }
    if (options.explain) return printPlan(explainServe(plan), context);
    const accept = await acceptRules(options);
    const { faces, close } = facesFor({ ...options, raw: false }, plan.wire, context, 'watch');
    try {
      return await runServe(plan, accept, faces, context.signal);
    } finally {
      close();
    }
  },
});
