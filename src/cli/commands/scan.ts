/** `wirecat scan`: which ports of a machine take connections. */

import { sayNotice } from '../../core/said.ts';
import { serviceName } from '../../core/services-table.ts';
import { parsePortList } from '../../io/net/port-list.ts';
import { type PortState, runScan, type Scanned } from '../../run/scan.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { facesFor } from '../talk/faces.ts';
import { wireOptions, wirePlan } from '../talk/options.ts';

export const command: Command = defineCommand({
  name: 'scan',
  summary: 'find out which ports of a machine take connections',
  group: 'Find out',
  usage: ['HOST PORTS…'],
  operands: [{ name: 'HOST' }, { name: 'PORTS', repeat: true }],
  details: [
    'Each port is connected to and let go at once, which every service there sees. Machines of other networks than those of this one are left alone unless --foreign is given: ask their owners first.',
    'Ports are numbers, names, ranges and lists of those: 22,80,8000-8100. A port is open, closed (refused), silent (no answer in time, often a firewall) or unreachable. The exit code is 1 where none is open.',
  ],
  options: {
    foreign: { help: 'the machine may be one of a network that is not ours' },
    all: { help: 'tell of closed and silent ports, too' },
    json: { help: 'one JSON object a port' },
    rate: { value: 'N', kind: 'integer', min: 1, max: 10_000, fallback: '200', help: 'connections a second at most', group: 'Limits' },
    'at-once': { value: 'N', kind: 'integer', min: 1, max: 500, fallback: '50', help: 'connections under way at most', group: 'Limits' },
    timeout: { value: 'TIME', kind: 'duration', min: 0.01, fallback: '2s', help: 'how long an answer is waited for', group: 'Limits' },
    ...wireOptions,
  },
  examples: [
    { line: 'wirecat scan localhost 1-1024', says: 'this machine' },
    { line: 'wirecat scan 127.0.0.1 ssh,http,8000-8100 --all -w scan.pcapng', says: 'what each answers, and the packets' },
  ],
  run: async ({ options, words: [host = '', ...words] }, context) => {
    const ports = parsePortList(words, context.program);
    const { rate, foreign } = options;
    const wire = wirePlan({ ...options, wire: options.wire ?? false }, context);
    const { faces, close } = facesFor({ ...options, raw: false }, wire, context, 'watch');
    const counts = new Map<PortState, number>();
    const tell = (found: Scanned): void => {
      counts.set(found.state, (counts.get(found.state) ?? 0) + 1);
      if (options.json) context.out.line(JSON.stringify({ ...found, name: serviceName(found.port, 'tcp') ?? null }));
      else if (options.all || found.state === 'open') context.out.line(lineOf(found, context));
    };
    const plan = { host, ports, rate, foreign, atOnce: options['at-once'], patience: options.timeout * 1000, wire };
    try {
      const code = await runScan(plan, tell, faces, context.signal);
      faces.say([...counts].map(([state, count]) => `${count} ${context.said.text(sayNotice(state))}`).join(', '));
      return code;
    } finally {
      close();
    }
  },
});

const lineOf = ({ port, state }: Scanned, { out: { style }, said }: Context): string => {
  const text = said.text(sayNotice(state));
  return `${String(port).padStart(5)}  ${state === 'open' ? style.green(text) : text}  ${style.dim(serviceName(port, 'tcp') ?? '')}`.trimEnd();
};
