/** Endpoint `packet:` : whole Ethernet frames of an interface. Linux, with the optional package koffi and the right to it. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, type OptionHelp, printOptions, secondsOption, splitOptions } from '../../base/options.ts';

export interface PacketAddress {
  readonly on: string;
  /** Seconds to wait for more after our own end; default 2, 0: for ever. */
  readonly wait?: number;
}

const options: readonly OptionHelp[] = [
  { name: 'wait', value: 'SECONDS', help: 'after our own end, end after so much silence (2; 0: never)' },
];

export const packet: EndpointType<PacketAddress> = {
  scheme: 'packet',
  title: 'Raw Ethernet: the frames of an interface, with the right to them',
  example: 'packet:eth0',
  framing: 'datagram',
  options,
  parse: (text) => {
    const place = `packet:${text}`;
    const { head, options: given } = splitOptions(text, place);
    checkOptions(given, options, place);
    if (!/^[^\s/:]{1,15}$/.test(head)) throw new UsageError(place, sayWrong('interfaceName'), text);
    return defined<PacketAddress>({ on: head, wait: secondsOption(given, 'wait', place) });
  },
  print: ({ on, wait }) => `packet:${on}${printOptions({ wait })}`,
  open: async (at, o, signal) => (await import('./open.ts')).openPacket(at, packet.print(at), o, signal),
};
