/** Ports as nc's words name them: numbers, ranges, and names of the system's services file. */

import type { Transport } from '../../../core/services-table.ts';
import { systemServices } from '../../../io/net/services-file.ts';
import { NcError } from '../nc-error.ts';
import { portNumber, strtonum } from './numbers.ts';

/** The port that a name or number stands for where getaddrinfo reads it. */
export const portOf = (text: string, transport: Transport, place = 'getaddrinfo'): number => {
  const port = portNumber(text) ?? servicePort(text, transport);
  if (port === undefined) throw new NcError(`${place}: Servname not supported for ai_socktype`);
  return port;
};

/** The ports to connect to, one after the other: names, numbers, ranges. */
export const portList = (words: readonly string[], transport: Transport): readonly number[] =>
  words.flatMap((word) => portsOf(word, transport));

const portsOf = (word: string, transport: Transport): readonly number[] => {
  const named = servicePort(word, transport);
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
export const serviceName = (port: number, transport: Transport): string | undefined => systemServices.name(port, transport);

const servicePort = (name: string, transport: Transport): number | undefined =>
  /^\d+$/.test(name) ? undefined : systemServices.port(name, transport);
