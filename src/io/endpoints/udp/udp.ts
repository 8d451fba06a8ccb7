/** Endpoint `udp:` : RFC 768 over IPv4 and IPv6; unicast, broadcast, multicast (RFC 1112, RFC 4607). A chunk is a datagram. */
import type { EndpointType } from '../../base/endpoint.ts';
import { parseUdp, printUdp, type UdpAddress, udpOptions } from './address.ts';

export const udp: EndpointType<UdpAddress> = {
  scheme: 'udp',
  title: 'UDP over IPv4 and IPv6, multicast and broadcast too',
  example: 'udp:127.0.0.1:7',
  framing: 'datagram',
  options: udpOptions,
  parse: parseUdp,
  print: printUdp,
  open: async (at, options, signal) => (await import('./open.ts')).openUdp(at, options, signal),
  accept: async (at, options, signal) => (await import('./accept.ts')).acceptUdp(at, options, signal),
};
