/** What a program learns of a request (RFC 3875 §4.1): a list of variables, and nothing of our own environment but where programs lie. */
import { splitHostPort } from '../../../core/address.ts';
import type { Files } from '../../files/files.ts';
import { safeEnv } from '../../program/child-env.ts';
import type { Exchange } from './exchange.ts';

export interface Script {
  /** As a path of the server. */
  readonly name: string;
  /** What follows it in the path. */
  readonly info: string;
}

export const cgiVariables = (x: Exchange, script: Script, files: Files, length: number): Readonly<Record<string, string>> => {
  const { request, channel } = x;
  const { localIp, remoteIp } = channel.facts;
  const hasBody = request.framing.kind !== 'none';
  const told: Readonly<Record<string, string | undefined>> = {
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_SOFTWARE: 'Wirecat',
    SERVER_PROTOCOL: request.head.version,
    SERVER_NAME: request.host || (localIp?.address ?? 'localhost'),
    SERVER_PORT: String(localIp?.port ?? (splitHostPort(channel.local).port || 80)),
    REQUEST_METHOD: request.method,
    REQUEST_URI: request.head.target,
    SCRIPT_NAME: script.name,
    SCRIPT_FILENAME: `${files.root}${script.name}`,
    DOCUMENT_ROOT: files.root,
    QUERY_STRING: request.query ?? '',
    REMOTE_ADDR: remoteIp?.address ?? channel.remote,
    REMOTE_HOST: remoteIp?.address ?? channel.remote,
    REMOTE_PORT: remoteIp === undefined ? undefined : String(remoteIp.port),
    PATH_INFO: script.info === '' ? undefined : script.info,
    PATH_TRANSLATED: script.info === '' ? undefined : `${files.root}${script.info}`,
    HTTPS: x.isSecure ? 'on' : undefined,
    CONTENT_LENGTH: hasBody ? String(length) : undefined,
    CONTENT_TYPE: request.get('content-type'),
    ...headerVariables(x),
  };
  const names = Object.keys(told);
  // An empty query is one that is empty, not one that is missing.
  return { QUERY_STRING: '', ...safeEnv({ ...own(), ...told }, undefined, names) };
};

const own = (): Readonly<Record<string, string | undefined>> => ({
  ...process.env,
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
});

/**
 * `Accept-Language` is `HTTP_ACCEPT_LANGUAGE`. `Proxy` would become a variable that programs obey (CVE-2016-5385); a name with an underscore
 * could pass for another; passwords are for the server.
 */
const headerVariables = ({ request }: Exchange): Readonly<Record<string, string>> => {
  const told: Record<string, string> = {};
  for (const { name } of request.head.fields) {
    const key = name.toLowerCase();
    if (/^[a-z0-9-]+$/.test(key) && !KEPT.has(key)) told[`HTTP_${key.toUpperCase().replaceAll('-', '_')}`] = request.get(key) ?? '';
  }
  return told;
};

const KEPT: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'proxy',
  'proxy-authorization',
  'transfer-encoding',
]);
