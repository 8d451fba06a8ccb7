// DNS over UDP: 40 clients ask two resolvers. Half of the clients take a new port for every lookup, the others keep one.
import { dnsMessage } from './dns-message.mjs';
import { CLIENTS, DOMAINS, NAMES, SERVERS } from './names.mjs';
import { randomFrom } from './random.mjs';

const QUERY = 0x0100;
const ANSWER = 0x8180;
const NXDOMAIN = ANSWER | 3;

const RESOLVERS = [0x0a010101, SERVERS + 52];
const clients = Array.from({ length: 40 }, (_, i) => ({
  address: CLIENTS + i,
  keeps: i % 2 === 0 ? 49152 + i : 0,
  edns: i % 3 === 0 ? undefined : { size: i % 3 === 1 ? 1232 : 4096, cookie: i % 4 === 1 ? randomFrom(i).bytes(8) : undefined },
}));

const domainOf = (name) => name.slice(name.indexOf('.') + 1);
const ttl = (random) => random.pick([30, 60, 300, 3600, 86_400]);
const address = (random) => SERVERS + random.below(100);
const address6 = (random) => Buffer.concat([Buffer.from('20010db8', 'hex'), random.bytes(12)]);

const soa = (random, domain) => {
  const numbers = [2_023_110_000 + random.below(99), 7200, 3600, 1_209_600, 300];
  return [domain, 'SOA', 300, [`ns1.${domain}`, `hostmaster.${domain}`, ...numbers]];
};

/** CNAMEs from the name to where its addresses are. */
const chain = (random, name) => {
  const edge = `edge-${random.below(400)}.cdn.${random.pick(DOMAINS)}`;
  const middle = `${name.slice(0, name.indexOf('.'))}.geo.${domainOf(name)}`;
  const names = random.chance(40) ? [name, middle, edge] : [name, edge];
  return { links: names.slice(1).map((to, i) => [names[i], 'CNAME', ttl(random), to]), end: edge };
};

const addresses = (random, owner, type, count) => {
  const seconds = ttl(random);
  return Array.from({ length: count }, () => [owner, type, seconds, type === 'A' ? address(random) : address6(random)]);
};

/** A name's addresses of both kinds are asked for at once, from one port. */
const hostLookup = (random) => {
  const name = random.pick(NAMES);
  const { links, end } = random.chance(35) ? chain(random, name) : { links: [], end: name };
  const has6 = random.chance(70);
  const six = { question: [name, 'AAAA'], answers: links };
  if (has6) six.answers = [...links, ...addresses(random, end, 'AAAA', random.between(1, 3))];
  else six.authorities = [soa(random, domainOf(end))];
  return [{ question: [name, 'A'], answers: [...links, ...addresses(random, end, 'A', random.between(1, 4))] }, six];
};

const missing = (random) => {
  const domain = random.pick(DOMAINS);
  const name = `${random.pick(['wpad', 'printer', 'old', '_ldap', 'intranet'])}-${random.below(500)}.${domain}`;
  return [{ flags: NXDOMAIN, question: [name, random.pick(['A', 'AAAA'])], authorities: [soa(random, domain)] }];
};

const mail = (random) => {
  const domain = random.pick(DOMAINS);
  const answers = Array.from({ length: random.between(1, 3) }, (_, i) => [domain, 'MX', 3600, [10 * (i + 1), `mx${i + 1}.${domain}`]]);
  return [{ question: [domain, 'MX'], answers }];
};

const text = (random) => {
  const domain = random.pick(DOMAINS);
  const texts = [`v=spf1 ip4:198.51.100.0/24 include:_spf.${domain} ~all`, `site-verification=${random.hex(43)}`];
  return [{ question: [domain, 'TXT'], answers: texts.slice(0, random.between(1, 2)).map((t) => [domain, 'TXT', 3600, [t]]) }];
};

const reverse = (random) => {
  const name = `${random.below(256)}.100.51.198.in-addr.arpa`;
  return [{ question: [name, 'PTR'], answers: [[name, 'PTR', 3600, random.pick(NAMES)]] }];
};

const service = (random) => {
  const domain = random.pick(DOMAINS);
  const name = `_${random.pick(['sip', 'imaps', 'xmpp-client'])}._tcp.${domain}`;
  return [{ question: [name, 'SRV'], answers: [1, 2].map((i) => [name, 'SRV', 600, [i * 10, 5, 5060 + i, `srv${i}.${domain}`]]) }];
};

const LOOKUPS = [...Array(13).fill(hostLookup), missing, missing, mail, text, reverse, reverse, service];

/** One lookup: its queries, then its answers, not always in the order asked. */
export function* dns(capture, random) {
  const client = random.pick(clients);
  const resolver = random.pick(RESOLVERS);
  const port = client.keeps || 49152 + random.below(11_000);
  const lookups = random
    .pick(LOOKUPS)(random)
    .map((answer) => ({ id: random.below(65_536), flags: ANSWER, ...answer }));
  const up = (data) => capture.udp({ from: client.address, to: resolver, sport: port, dport: 53, data });
  const down = (data) => capture.udp({ from: resolver, to: client.address, sport: 53, dport: port, data });
  for (const { id, question } of lookups) {
    const query = dnsMessage({ id, flags: QUERY, question, edns: client.edns });
    up(query);
    yield;
    if (!random.chance(0.5)) continue;
    up(query);
    yield;
  }
  const edns = client.edns && { size: 1232, cookie: client.edns.cookie && Buffer.concat([client.edns.cookie, random.bytes(16)]) };
  if (random.chance(10)) lookups.reverse();
  for (const lookup of lookups) {
    down(dnsMessage({ ...lookup, edns }));
    yield;
  }
}
