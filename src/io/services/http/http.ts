/** Service `http`: files, folders, uploads and programs over HTTP/1.1, RFC 9110 and RFC 9112. */
import type { Service } from '../../serve/service.ts';
import { HttpConnection } from './connection.ts';
import { type HttpOptions, httpOptions, parseHttpOptions } from './options.ts';

/** Fetch Standard, "port blocking": those of other protocols, but for the two that are HTTP's own. */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
  119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
  989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

export const http: Service<HttpOptions> = {
  name: 'http',
  title: 'A web server for a folder',
  spec: 'RFC 9112',
  ports: { tcp: 80, tls: 443 },
  framings: ['stream'],
  example: 'curl http://HOST:PORT/',
  tlsExample: 'curl -k https://HOST:PORT/',
  shunned: { by: 'browsers', ports: BAD_PORTS },
  options: httpOptions,
  parse: parseHttpOptions,
  serve: (channel, context) => new HttpConnection(channel, context).run(),
};
