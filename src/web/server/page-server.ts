/** PageServer: the page over HTTP and its socket, for who was let in. docs/page.md tells what each rule is for. */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { joinHostPort } from '../../core/address.ts';
import { type Language, languageNamed, type Words } from '../../core/words.ts';
import { ioError } from '../../io/base/errors.ts';
import type { Identity } from '../../io/tls/certificate.ts';
import { Access, bearerOf } from './access.ts';
import type { Desktop } from './desktop.ts';
import { DOOR_POLICY, doorFor } from './door.ts';
import { giveCapture } from './download.ts';
import { PageClient } from './page-client.ts';
import { giveReport } from './report-file.ts';
import { takeUpload } from './upload.ts';

export interface PageOptions {
  readonly desktop: Desktop;
  /** Where the built page lies. */
  readonly folder: string;
  /** 0: any. */
  readonly port: number;
  /** For others, who may look and nothing else; for this machine alone if absent. */
  readonly shared?: SharedOptions;
  readonly mayControl: boolean;
  readonly application: string;
  /** What is said of packets, in each language that a page may want. */
  readonly words: Readonly<Record<Language, Words>>;
}

export interface SharedOptions {
  /** The address that is listened on, and those by which it is asked for. */
  readonly host: string;
  readonly names: readonly string[];
  readonly identity: Identity;
  readonly code: string;
}

export interface OpenPage {
  /** With the token. */
  readonly address: string;
  /** The same, good for one use: for the arguments of a browser. */
  launch(): string;
  readonly port: number;
  close(): Promise<void>;
}

/** Pages at once, and bytes of one message to us. */
const MOST_PAGES = 200;
const MOST_MESSAGE = 4 << 20;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Listens on loopback, or where it is shared. */
export const openPage = async (options: PageOptions): Promise<OpenPage> => {
  const { shared } = options;
  const limits = { maxHeaderSize: 16 << 10 };
  const server = shared === undefined ? createServer(limits) : createTlsServer({ ...limits, ...shared.identity });
  const port = await listening(server, options.port, shared?.host ?? LOOPBACK);
  const page = new PageServer(server, port, options);
  return { address: page.address(), launch: () => page.address(true), port, close: () => page.close() };
};

const LOOPBACK = '127.0.0.1';

const listening = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(ioError(joinHostPort(host, port), 'to listen', error)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

class PageServer {
  readonly #server: Server;
  readonly #options: PageOptions;
  readonly #access: Access;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE, perMessageDeflate: false });
  readonly #clients = new Set<PageClient>();
  readonly #files: ReturnType<typeof sirv>;
  readonly #names: readonly string[];
  readonly #mayControl: boolean;

  constructor(server: Server, port: number, options: PageOptions) {
    this.#server = server;
    this.#options = options;
    options.desktop.ports.push(port);
    const { shared } = options;
    this.#names = (shared?.names ?? [LOOPBACK, 'localhost', '::1']).map((name) => joinHostPort(name, port));
    this.#access = new Access(this.#names, port, shared === undefined ? 'http' : 'https', shared?.code);
    this.#mayControl = options.mayControl && shared === undefined;
    this.#files = existsSync(options.folder) ? sirv(options.folder, { etag: true, gzip: true, dotfiles: false, setHeaders }) : notBuilt;
    server.on('request', (request, response) => this.#request(request, response));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('error', () => {});
    server.on('tlsClientError', (_, socket: Duplex) => socket.destroy());
    server.on('clientError', (_, socket) => socket.destroy());
  }

  address(once = false): string {
    const scheme = this.#options.shared === undefined ? 'http' : 'https';
    return `${scheme}://${this.#names[0]}/#${once ? this.#access.launch() : this.#access.token}`;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!this.#access.isOurHost(request)) end(response, 421, 'This name does not lead here.');
    else if (!isRead && !this.#access.isOurOrigin(request)) end(response, 403, 'Another page may not ask for this.');
    else if (request.method === 'POST' && pathOf(request) === '/enter') this.#enter(request, response);
    else if (!this.#access.isIn(request)) this.#door(request, response);
    else if (request.method === 'POST' && pathOf(request) === '/capture') this.#upload(request, response);
    else if (pathOf(request) === '/save') this.#save(request, response);
    else if (pathOf(request) === '/report') this.#report(request, response);
    else if (!isRead) end(response, 405, 'There is nothing to change here.');
    else this.#file(request, response);
  }

  #file(request: IncomingMessage, response: ServerResponse): void {
    if (pathOf(request) === '/') this.#options.desktop.arrival.begins();
    this.#files(request, response, () => end(response, 404, 'There is no such page.'));
  }

  #upload(request: IncomingMessage, response: ServerResponse): void {
    if (this.#mayControl) takeUpload(request, response, this.#options.desktop, this.#options.words[languageOf(request)]);
    else end(response, 403, 'This page only looks on.');
  }

  #save(request: IncomingMessage, response: ServerResponse): void {
    const { desktop, application, folder, words } = this.#options;
    const template = join(folder, '..', 'saved-page.html');
    if (this.#mayControl) giveCapture(request, response, { desktop, application, template, words: words[languageOf(request)] });
    else end(response, 403, 'This page only looks on.');
  }

  #report(request: IncomingMessage, response: ServerResponse): void {
    const { desktop, application, words } = this.#options;
    if (this.#mayControl) giveReport(response, desktop.classroom.lesson, application, words[languageIn(request)]);
    else end(response, 403, 'This page only looks on.');
  }

  #enter(request: IncomingMessage, response: ServerResponse): void {
    const cookie = this.#access.enter(bearerOf(request), Date.now());
    if (cookie !== undefined) {
      response.setHeader('set-cookie', cookie);
      this.#options.desktop.arrival.begins();
    }
    end(response, cookie === undefined ? 401 : 204, cookie === undefined ? 'This token is not good.' : '');
  }

  #door(request: IncomingMessage, response: ServerResponse): void {
    // Who stands there comes in at once where it is a page of this machine.
    if (pathOf(request) === '/' && this.#options.shared === undefined) this.#options.desktop.arrival.begins();
    response.setHeader('content-security-policy', DOOR_POLICY);
    response.setHeader('cache-control', 'no-store');
    response.writeHead(401, { 'content-type': 'text/html; charset=utf-8' });
    response.end(doorFor(languageOf(request), this.#options.shared !== undefined));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    const { isOurHost, isOurOrigin, isIn } = this.#allowed(request);
    const status = !isOurHost ? 421 : !isOurOrigin ? 403 : !isIn ? 401 : pathOf(request) !== '/socket' ? 404 : undefined;
    if (status !== undefined || this.#clients.size >= MOST_PAGES) {
      socket.end(`HTTP/1.1 ${status ?? 503} No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { desktop, application, words, shared } = this.#options;
      const rights = { mayControl: this.#mayControl, isGuest: shared !== undefined, application, words: words[languageIn(request)] };
      const client = new PageClient(webSocket, desktop, rights, () => this.#clients.delete(client));
      this.#clients.add(client);
    });
  }

  #allowed(request: IncomingMessage) {
    return {
      isOurHost: this.#access.isOurHost(request),
      isOurOrigin: this.#access.isOurOrigin(request),
      isIn: this.#access.isIn(request),
    };
  }
}

/** `/socket?de`, `/report?de` */
const languageIn = ({ url = '' }: IncomingMessage): Language => languageNamed(url.split('?')[1] ?? '') ?? 'en';

/** What the browser, or the page, asks for. */
const languageOf = ({ headers }: IncomingMessage): Language => languageNamed(headers['accept-language'] ?? '') ?? 'en';

/** A checkout in which nobody built the page. */
const notBuilt = (_: IncomingMessage, response: ServerResponse): void =>
  end(response, 404, 'The page is not built: in the folder of wirecat type npm start, or node scripts/build.mjs.');

/** Names of assets say what is in them; the page itself is asked for each time. */
const setHeaders = (response: ServerResponse, path: string): void => {
  response.setHeader('cache-control', path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache');
};

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split(/[?#]/)[0] ?? '/';

const end = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text === '' ? '' : `${text}\n`);
};
