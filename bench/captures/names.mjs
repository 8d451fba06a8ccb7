// Hosts and names that the captures speak of, all of domains kept for examples and tests.

const HOSTS = ['www', 'api', 'static', 'cdn', 'img', 'login', 'mail', 'shop', 'news', 'metrics'];
export const DOMAINS = [
  ...['example.com', 'example.org', 'example.net', 'eu.example.com', 'shop.example.org'],
  ...['weather.test', 'bank.test', 'library.test', 'maps.test', 'video.test', 'office.test'],
];
export const NAMES = DOMAINS.flatMap((domain) => HOSTS.map((host) => `${host}.${domain}`));

/** Clients are 10.1.0.1 and up, servers 198.51.100.1 and up. */
export const CLIENTS = 0x0a010001;
export const SERVERS = 0xc6336401;

/** Two hosts and a port from the range for clients. */
export const endsOf = (random, service, stamps) => ({
  client: CLIENTS + random.below(200),
  server: SERVERS + random.below(50),
  port: 49152 + random.below(7800),
  service,
  stamps,
});
