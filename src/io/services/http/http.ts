/** Service `http`: files, folders, uploads and programs over HTTP/1.1, RFC 9110 and RFC 9112. */
import type { Service } from '../../serve/service.ts';
import { HttpConnection } from './connection.ts';
import { type HttpOptions, httpOptions, parseHttpOptions } from './options.ts';

export const http: Service<HttpOptions> = {
  name: 'http',
  title: 'A web server for a folder',
  spec: 'RFC 9112',
  ports: { tcp: 80, tls: 443 },
  framings: ['stream'],
  example: 'curl http://HOST:PORT/',
  tlsExample: 'curl -k https://HOST:PORT/',
  options: httpOptions,
  parse: parseHttpOptions,
  serve: (channel, context) => new HttpConnection(channel, context).run(),
};
