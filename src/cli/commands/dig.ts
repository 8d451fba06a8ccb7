/** `wirecat dig`: asks a name server one question, and shows its packets. */
import { joinHostPort, splitHostPort } from '../../core/address.ts';
import type { DigReply } from '../../io/dig/dig.ts';
import { type DigAsked, digPlan } from '../../io/dig/plan.ts';
import { replyJson, replyLines, shortLines } from '../../io/dig/reply-text.ts';
import { treeOfReply } from '../../io/dig/reply-tree.ts';
import { runDig } from '../../run/dig.ts';
import { jsonText } from '../../view/text.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { facesFor } from '../talk/faces.ts';
import { talkOptions, wirePlan } from '../talk/options.ts';

export const command: Command = defineCommand({
  name: 'dig',
  summary: 'ask a name server, in the words of dig',
  group: 'Protocols by hand',
  usage: ['NAME [TYPE] [@SERVER] [+OPTION…]', '-x ADDRESS [@SERVER] [+OPTION…]'],
  operands: [{ name: 'NAME', optional: true, repeat: true }],
  details: [
    'TYPE is A where none is given, or MX, AAAA, TXT, NS, SOA, SRV, CAA, HTTPS, ANY, AXFR …, or TYPE65. @SERVER is a name or an address, with #PORT behind it; otherwise those of /etc/resolv.conf are asked; names below .local are asked of all on the link (mDNS).',
    'Options: +short, +tcp, +norecurse, +dnssec, +noedns, +edns=N, +bufsize=BYTES, +ignore (a reply that was cut is not asked for again over TCP), +time=SECONDS, +tries=N, +noadflag, +cdflag; +noall, +answer and the other sections choose what is printed.',
  ],
  options: {
    reverse: { short: 'x', value: 'ADDRESS', help: 'the name of an address (PTR)', group: 'The question' },
    port: { short: 'p', value: 'PORT', kind: 'integer', min: 1, max: 65_535, help: 'port of the server (53)', group: 'The question' },
    tree: { help: 'its names as the tree that they are, the root on top' },
    json: { help: 'the reply as one JSON object' },
    ...talkOptions,
  },
  examples: [
    { line: 'wirecat dig www.lab @127.0.0.1 -p 10053', says: 'for a server: wirecat serve dns=10053' },
    { line: 'wirecat dig lab ANY @127.0.0.1#10053 +short', says: 'everything there is of a name' },
    { line: 'wirecat dig www.lab @127.0.0.1 -p 10053 --tree', says: 'names as a tree of labels' },
    { line: 'wirecat dig -x 127.0.0.1 @127.0.0.1#10053 --wire', says: 'the name of an address, and the packets' },
  ],
  run: async ({ options, words }, context) => {
    const wire = wirePlan(options, context);
    const asked = digPlan({ words, reverse: options.reverse, port: options.port });
    const { faces, close } = facesFor(options, wire, context, 'watch');
    const show = (reply: DigReply): void => {
      if (options.json) context.out.line(jsonText(jsonOf(reply)));
      else for (const line of options.tree ? treeOfReply(reply.message) : textOf(reply, asked, words)) context.out.line(line);
    };
    try {
      return await runDig(asked.plan, wire, show, faces, context.signal);
    } finally {
      close();
    }
  },
});

const jsonOf = ({ message, size, millis, remote, over }: DigReply): object => ({
  ...replyJson(message),
  server: remote,
  over,
  size,
  milliseconds: Math.round(millis * 1000) / 1000,
});

const textOf = (reply: DigReply, { shown }: DigAsked, words: readonly string[]): readonly string[] => {
  if (shown.short) return shortLines(reply.message);
  return [
    ...(shown.cmd ? ['', `; <<>> wirecat dig <<>> ${words.map(printable).join(' ')}`] : []),
    ...replyLines(reply.message, shown),
    ...(shown.stats ? statLines(reply) : []),
  ];
};

const printable = (word: string): string => word.replace(/[^ -~]/g, '?');

const statLines = ({ millis, server, remote, over, size }: DigReply): readonly string[] => {
  const { host, port } = splitHostPort(remote);
  return [
    `;; Query time: ${Math.round(millis)} msec`,
    `;; SERVER: ${host === '' ? joinHostPort(server, port) : host}#${port}(${printable(server)}) (${over.toUpperCase()})`,
    `;; WHEN: ${new Date().toUTCString()}`,
    `;; MSG SIZE  rcvd: ${size}`,
    '',
  ];
};
