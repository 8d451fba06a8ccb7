/** Names of hosts and services, looked up as the C library does it: getaddrinfo, getnameinfo and the services file. */
import { type LookupAddress, lookup, lookupService } from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { gaiStrerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { inetAton, portNumber, strtonum } from './numbers.ts';

export interface IpAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

const NO_SUCH_NAME = 'Name or service not known';

export type Proto = 'tcp' | 'udp';

/** Why a name has no address, in the words of gai_strerror. */
export class LookUpError extends Error {
  override readonly name = 'LookUpError';
}

/** All addresses in the system's order. Throws a LookUpError. `numeric` looks nothing up. */
export const resolve = async (host: string, family: 4 | 6 | undefined, numeric: boolean): Promise<readonly IpAddress[]> => {
  const literal = literalAddress(host, family);
  if (literal !== undefined) {
    if (family !== undefined && literal.family !== family) throw new LookUpError('Address family for hostname not supported');
    return [literal];
  }
  if (numeric || host === '' || NO_SCOPE.test(host)) throw new LookUpError(NO_SUCH_NAME);
  return (await lookUpAll(host, family)).map((found) => ({ address: found.address, family: found.family === 6 ? 6 : 4 }));
};

/** The name of an address as getnameinfo gives it: the address itself where it has none, or where `numeric` forbids to ask. */
export const hostName = (address: string, port: number, numeric: boolean): Promise<string> => {
  if (numeric || address === '0.0.0.0' || address === '::' || isIP(address) === 0) return Promise.resolve(address);
  return new Promise((done) => lookupService(address, port, (error, name) => done(error ? address : name)));
};

/** The port that a name or number stands for where getaddrinfo reads it. */
export const portOf = (text: string, proto: Proto, place = 'getaddrinfo'): number => {
  const number = portNumber(text);
  if (number !== undefined) return number;
  const port = servicePort(text, proto);
  if (port === undefined) throw new NcError(`${place}: Servname not supported for ai_socktype`);
  return port;
};

/** The ports to connect to, one after the other: names, numbers, ranges. */
export const portList = (words: readonly string[], proto: Proto): readonly number[] => words.flatMap((word) => portsOf(word, proto));

const portsOf = (word: string, proto: Proto): readonly number[] => {
  const named = servicePort(word, proto);
  if (named !== undefined) return [named];
  const dash = /^\d/.test(word) ? word.indexOf('-') : -1;
  if (dash < 0) return [onePort(word)];
  const ends = [onePort(word.slice(dash + 1)), onePort(word.slice(0, dash))];
  const low = Math.min(...ends);
  return Array.from({ length: Math.max(...ends) - low + 1 }, (_, i) => low + i);
};

const onePort = (text: string): number => {
  const port = strtonum(text, 1, 65535);
  if (typeof port === 'string') throw new NcError(`port number ${port}: ${text}`);
  return port;
};

/** `http` for 80; undefined where the services file has none. */
export const serviceName = (port: number, proto: Proto): string | undefined =>
  services().find((s) => s.port === port && s.proto === proto)?.names[0];

const servicePort = (name: string, proto: Proto): number | undefined =>
  /^\d+$/.test(name) ? undefined : services().find((s) => s.proto === proto && s.names.includes(name))?.port;

/** The name of an interface belongs to link-local addresses only (RFC 4007). */
const NO_SCOPE = /^(?!fe[89ab]|ff.2).*%.*\D/i;

/** A mapped address is an IPv4 address to whoever wants one. */
const literalAddress = (host: string, wanted: 4 | 6 | undefined): IpAddress | undefined => {
  const mapped = wanted === 4 ? /^::ffff:([\d.]+)$/i.exec(host)?.[1] : undefined;
  if (mapped !== undefined && isIP(mapped) === 4) return { address: mapped, family: 4 };
  if (isIP(host) === 6 && !NO_SCOPE.test(host)) return { address: host, family: 6 };
  const four = inetAton(host);
  return four === undefined ? undefined : { address: four, family: 4 };
};

const lookUpAll = (host: string, family: 4 | 6 | undefined): Promise<LookupAddress[]> =>
  new Promise((done, failed) => {
    lookup(host, { all: true, verbatim: true, family: family ?? 0 }, (error, found) => {
      // Node calls a name that is too long an invalid argument.
      if (error) failed(new LookUpError(error.code === 'EINVAL' ? NO_SUCH_NAME : gaiStrerror(error)));
      else done(found);
    });
  });

interface ServiceEntry {
  readonly names: readonly string[];
  readonly port: number;
  readonly proto: string;
}

let table: readonly ServiceEntry[] | undefined;

/** The system's services file; empty where there is none. */
const services = (): readonly ServiceEntry[] => {
  table ??= servicesText().split('\n').flatMap(readService);
  return table;
};

const servicesText = (): string => {
  const file = process.platform === 'win32' ? `${process.env['SystemRoot']}\\System32\\drivers\\etc\\services` : '/etc/services';
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

const readService = (line: string): readonly ServiceEntry[] => {
  const [name = '', where = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
  const [, port, proto] = /^(\d+)\/(\w+)$/.exec(where) ?? [];
  return port === undefined || proto === undefined ? [] : [{ names: [name, ...aliases], port: Number(port), proto }];
};
