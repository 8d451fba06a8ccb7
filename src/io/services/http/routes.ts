/** Which part of the server answers a request. */
import type { Files } from '../../files/files.ts';
import { cgiReply, isProgramPath } from './cgi.ts';
import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';
import { siteReply } from './site.ts';
import { StatusError } from './status-error.ts';
import { parseTarget } from './target.ts';
import { uploadReply } from './uploads.ts';
import { asksForWebSocket, ECHO_PATH, webSocketEcho } from './websocket.ts';

/** `taken`: the connection speaks something else from here on, and has ended. */
export const answer = async (x: Exchange): Promise<Reply | 'taken'> => {
  const { request } = x;
  if (request.path === ECHO_PATH && asksForWebSocket(request)) {
    await webSocketEcho(x);
    return 'taken';
  }
  checkMethod(x);
  if (request.method === 'OPTIONS') return { status: 204, fields: [['Allow', allowed(x)]] };
  const { files } = x.context;
  if (files === undefined) throw new StatusError(404, 'this server was given no folder');
  return isProgramPath(request.path) ? programReply(x, files) : fileReply(x, files);
};

const fileReply = (x: Exchange, files: Files): Promise<Reply> => {
  const { request, context } = x;
  const at = context.options.hosts ? hostFolder(files, request.host) + request.path : request.path;
  if (isRead(request.method)) return siteReply(request, files, at);
  return uploadReply(x, files, at);
};

/** A program may send us to another path of the server; not for ever. */
const programReply = async (x: Exchange, files: Files): Promise<Reply> => {
  let now = x;
  for (let n = 0; n < MOST_DETOURS; n++) {
    const reply = await cgiReply(now, files);
    if (!('elsewhere' in reply)) return reply;
    const target = parseTarget(reply.elsewhere);
    now = { ...now, request: { ...now.request, ...target, method: 'GET', framing: { kind: 'none' } } };
    if (!isProgramPath(target.path)) return fileReply(now, files);
  }
  throw new StatusError(500, `the programs send the server from one to the next, more than ${MOST_DETOURS} times`);
};
const MOST_DETOURS = 5;

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

const allowed = ({ context, request }: Exchange): string =>
  isProgramPath(request.path)
    ? 'GET, HEAD, POST, OPTIONS'
    : `GET, HEAD, OPTIONS${context.files?.writable === true ? ', PUT, DELETE, POST' : ''}`;

const checkMethod = (x: Exchange): void => {
  const { method, path } = x.request;
  const fields = [['Allow', allowed(x)]] as const;
  if (method === 'CONNECT') throw new StatusError(405, 'this is no proxy (wirecat serve proxy is one)', { fields, ends: true });
  if (method === 'TRACE') throw new StatusError(405, 'TRACE would show cookies and passwords to whoever can have it sent', { fields });
  const expected = x.request.get('expect');
  if (expected !== undefined && expected.toLowerCase() !== '100-continue')
    throw new StatusError(417, 'of expectations this server knows 100-continue alone');
  if (!KNOWN.has(method)) throw new StatusError(501, `this server does not know the method ${method.slice(0, 40)}`);
  if (path === '*' && method !== 'OPTIONS') throw new StatusError(400, 'of the server as a whole (*) only OPTIONS can be asked');
  if (isRead(method) || method === 'OPTIONS' || isProgramPath(path) || x.context.files?.writable === true) return;
  throw new StatusError(405, 'nothing may be written here (--write allows it)', { fields });
};

const KNOWN: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST']);

const DEFAULT_HOST = 'default';

/** Of the host that is asked for, or of those that have none. */
const hostFolder = (files: Files, host: string): string => {
  for (const name of [host, DEFAULT_HOST]) {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) continue;
    try {
      if (files.look(`/${name}`).kind === 'folder') return `/${name}`;
    } catch {
      // the next
    }
  }
  throw new StatusError(421, `there is no folder for the host ${JSON.stringify(host)}, and none of the name ${DEFAULT_HOST}`);
};
