/** `host:port` as tcp and udp addresses have it, with messages that say what to write instead. */

import { joinHostPort, parsePort, splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayTrouble, sayWrong } from '../../core/said.ts';
import { servicePort, type Transport } from '../../core/services-table.ts';
import type { Said } from '../../core/words.ts';
import { flagOption, type Options } from '../base/options.ts';

export interface HostPort {
  /** Empty where only a port was written. */
  readonly host: string;
  readonly port: number;
}

/** `host:port`, `[v6]:port`, `:port`, `port`; the port a number or a service name. `words` are hosts beside names and addresses, e.g. `<broadcast>`. */
export const parseHostPort = (head: string, transport: Transport, place: string, words: readonly string[] = []): HostPort => {
  const { host, port } = splitHostPort(/^\d+$/.test(head) ? `:${head}` : head);
  if (host.startsWith('[')) throw new UsageError(place, sayWrong('bracketsAndPort'), head);
  const bare = head.indexOf(':') !== head.lastIndexOf(':') && !head.startsWith('[');
  if (bare) throw new UsageError(place, sayWrong('brackets'), head);
  if (port === '')
    throw UsageError.of(place, sayWrong('portMissing'), sayWrong('type', { line: `${transport}:${joinHostPort(host || 'localhost', 7)}` }));
  if (!words.includes(host) && !/^[^\s/[\]?#@<>]*$/.test(host)) throw new UsageError(place, sayWrong('hostBefore'), host);
  return { host, port: portOf(port, transport, place) };
};

/** The flags `4` and `6`. */
export const familyOption = (options: Options, place: string): 4 | 6 | undefined => {
  const four = flagOption(options, '4', place);
  const six = flagOption(options, '6', place);
  if (four && six) throw new UsageError(place, sayWrong('fourOrSix'));
  return four ? 4 : six ? 6 : undefined;
};

const portOf = (text: string, transport: Transport, place: string): number => {
  if (/^\d/.test(text)) return parsePort(text, place);
  const port = servicePort(text, transport);
  if (port === undefined) throw new UsageError(place, sayWrong('portOrService', { transport: transport.toUpperCase() }), text);
  return port;
};

/** Of a host with no address of the family that is wanted. */
export const onlyFamily = (host: string, wanted: 4 | 6 | undefined): Said =>
  sayTrouble('onlyFamily', { host, wanted: String(wanted), other: wanted === 4 ? '6' : '4' });
