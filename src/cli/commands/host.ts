/** `wirecat host`: what this machine knows of a host, or of itself: name, address, MAC and port, the way there, and which program listens. */

import { parsePort, splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { servicePort } from '../../core/services-table.ts';
import type { Said, Words } from '../../core/words.ts';
import {
  type HostCard,
  hostCard,
  type InterfaceCard,
  type Listener,
  listenerPlace,
  type OwnCard,
  ownCard,
  type Way,
} from '../../io/net/host-card.ts';
import { explainWords, sayHost } from '../../view/explain/words.ts';
import { type Fact, type Facts, fact, factsLines } from '../../view/facts.ts';
import { jsonText } from '../../view/text.ts';
import { loadWords } from '../../view/words/load.ts';
import { defineCommand } from '../command/command.ts';
import { putLines, widthOn } from '../terminal/paint.ts';

export const command = defineCommand({
  name: 'host',
  summary: 'say what is known of a host: name, address, MAC, port, who listens; or of this machine',
  group: 'Find out',
  usage: ['', 'NAME | ADDRESS', 'NAME:PORT | PORT'],
  operands: [{ name: 'HOST', optional: true }],
  details: [
    'Four kinds of address lead to a program: the name of a machine, its IP address, the MAC address of the next adapter on the way, and the port. Of a host all that this machine knows is told; which program listens on a port only of this machine itself.',
    'Without a word: the name of this machine, its interfaces with their addresses, router and name servers, and every port on which a program listens.',
  ],
  options: { json: { help: 'one JSON object' } },
  examples: [
    { line: 'wirecat host', says: 'this machine' },
    { line: 'wirecat host localhost:10007', says: 'a name and a port: address, way, service, and the program that listens' },
  ],
  run: async ({ options, words: [word] }, { out, signal, language, program }) => {
    const words = (await loadWords(language)).with(await explainWords(language));
    if (word === undefined) {
      const card = ownCard();
      if (options.json) out.line(jsonText(card));
      else putLines(out, factsLines(ownFacts(card, words), widthOn(out)));
      return 0;
    }
    const { host, port } = placeOf(word, program);
    const card = await hostCard(host, port, signal);
    if (options.json) out.line(jsonText(card));
    else putLines(out, factsLines(hostFacts(card, words), widthOn(out)));
    return 0;
  },
});

/** `imap.example.com:143`, `[::1]:http`, `::1`, `10007`: a port of this machine. */
const placeOf = (word: string, program: string): { readonly host: string; readonly port: number | undefined } => {
  if (/^\d{1,5}$/.test(word)) return { host: 'localhost', port: parsePort(word, program) };
  const isSix = word.split(':').length > 2 && !word.startsWith('[');
  const { host, port } = isSix ? { host: word, port: '' } : splitHostPort(word);
  const name = (host === '' ? port : host).replace(/^\[|\]$/g, '');
  if (host === '' || port === '') return { host: name, port: undefined };
  const known = servicePort(port, 'tcp') ?? servicePort(port, 'udp');
  if (known === undefined && !/^\d+$/.test(port)) throw new UsageError(program, sayWrong('portOrName'), port);
  return { host: name, port: known ?? parsePort(port, program) };
};

const ownFacts = (card: OwnCard, words: Words): Facts => {
  const [named, text] = tools(words);
  return {
    kind: text(sayHost('thisMachine')),
    text: card.name,
    facts: [
      ...card.interfaces.map((one) => named('interface', interfaceText(one, words))),
      ...(card.gateway === undefined ? [] : [named('router', `${card.gateway} (${card.gatewayDevice})`)]),
      ...card.nameServers.map((address) => named('nameServer', address)),
      ...listenerFacts(card.listeners, words),
      named('clients', text(sayHost('range', { first: String(card.clientPorts[0]), last: String(card.clientPorts[1]) }))),
    ],
  };
};

const interfaceText = ({ name, mac, maker, mtu, addresses }: InterfaceCard, words: Words): string =>
  [
    name,
    addresses.join(', '),
    ...(/^(00:)*00$/.test(mac) || mac === '' ? [] : [`MAC ${mac}${makerText(maker, words)}`]),
    ...(mtu === undefined ? [] : [words.text(sayHost('mtu', { mtu: String(mtu) }))]),
  ].join('  ');

const hostFacts = ({ host, addresses, port, listeners }: HostCard, words: Words): Facts => {
  const [named, text] = tools(words);
  return {
    kind: text(sayHost('aHost')),
    text: host,
    facts: [
      ...addresses.flatMap(({ address, name, way }) => [
        named('address', name === undefined ? address : text(sayHost('called', { address, name }))),
        named('way', text(wayText(address, way))),
        ...macFacts(way, words),
      ]),
      ...(port === undefined ? [] : [named('port', text(portText(port)))]),
      ...(listeners !== undefined
        ? listenerFacts(listeners, words)
        : port === undefined
          ? []
          : [named('listens', text(sayHost('notHere')))]),
    ],
  };
};

const portText = ({ number, services }: NonNullable<HostCard['port']>): Said => {
  const port = String(number);
  return services.length === 0 ? sayHost('noService', { port }) : sayHost('services', { port, names: services.join(', ') });
};

const wayText = (address: string, { kind, device = '', router = '' }: Way): Said => {
  if (kind === 'router') return sayHost('byRouter', { device, router });
  if (kind === 'link') return sayHost('link', { device });
  return kind === 'unknown' ? sayHost('unknown', { address }) : sayHost(kind);
};

const macFacts = ({ kind, mac, maker }: Way, words: Words): readonly Fact[] => {
  if (kind !== 'link' && kind !== 'router') return [];
  const said =
    mac === undefined ? sayHost('macUnknown') : sayHost(kind === 'link' ? 'linkMac' : 'routerMac', { mac, maker: makerText(maker, words) });
  return [tools(words)[0]('mac', words.text(said))];
};

const makerText = (maker: string | undefined, words: Words): string =>
  maker === undefined ? '' : words.text(sayHost('madeBy', { maker }));

/** Each place with its program; the name of a service stands behind. */
const listenerFacts = (all: readonly Listener[], words: Words): readonly Fact[] => {
  const [named, text] = tools(words);
  if (all.length === 0) return [named('listens', text(sayHost('nobody')))];
  return all.map((listener) => {
    const { service, program, pid } = listener;
    const place = `${listenerPlace(listener)}${service === undefined ? '' : ` (${service})`}`;
    return named(
      'listens',
      text(program === undefined ? sayHost('bySomebody', { place }) : sayHost('by', { place, program, pid: String(pid) })),
    );
  });
};

type NameOf = 'interface' | 'router' | 'nameServer' | 'listens' | 'clients' | 'address' | 'way' | 'mac' | 'port';
const tools = (words: Words): readonly [(name: NameOf, value: string) => Fact, (said: Said) => string] => [
  (name, value) => fact(words.text(sayHost(name)), value),
  (said) => words.text(said),
];
