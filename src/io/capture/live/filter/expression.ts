/** Capture filters as data: the part of tcpdump's language (pcap-filter(7)) that is compiled here where libpcap is not installed. */

export type Side = 'src' | 'dst' | 'either' | 'both';

/** `tags`: how many VLAN tags stand in front, as the words before it say. */
export type Expression =
  /** The empty filter. */
  | { readonly kind: 'all' }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  /** What is inside the link's header: an EtherType, or up to 1500 the service access point of LLC. */
  | { readonly kind: 'link'; readonly type: number; readonly tags: number }
  /** A protocol by its number in IP. */
  | { readonly kind: 'transport'; readonly number: number; readonly over: readonly (4 | 6)[]; readonly tags: number }
  /** No fragment of IPv4 but the first, which has the header of the transport. */
  | { readonly kind: 'first'; readonly tags: number }
  /** An address of four or sixteen bytes under a mask. */
  | {
      readonly kind: 'net';
      readonly side: Side;
      readonly address: readonly number[];
      readonly mask: readonly number[];
      readonly tags: number;
    }
  | {
      readonly kind: 'port';
      readonly side: Side;
      readonly from: number;
      readonly to: number;
      readonly transports: readonly number[];
      readonly tags: number;
    }
  /** An address of Ethernet. */
  | { readonly kind: 'ether'; readonly side: Side; readonly address: readonly number[] }
  /** One more tag behind those before, of this VLAN or of any. */
  | { readonly kind: 'vlan'; readonly id: number | undefined; readonly tags: number }
  /** What must hold before bytes are loaded, and the comparison. */
  | {
      readonly kind: 'relation';
      readonly guards: readonly Expression[];
      readonly compare: Compare;
      readonly isNot: boolean;
      readonly left: Value;
      readonly right: Value;
    };

export type Compare = 'equal' | 'greater' | 'greaterOrEqual';

/** Arithmetic of 32 bits. */
export type Value =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'length' }
  | { readonly kind: 'bytes'; readonly base: Base; readonly index: Value; readonly size: 1 | 2 | 4; readonly tags: number }
  | { readonly kind: 'negative'; readonly of: Value }
  | { readonly kind: 'compute'; readonly op: Operator; readonly left: Value; readonly right: Value };

/** Where bytes are counted from: the frame, the network header, what it carries in IPv4, what is behind a bare header of IPv6. */
export type Base = 'frame' | 'network' | 'transport' | 'behind6';

export type Operator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';

export const Ether = { ip: 0x0800, arp: 0x0806, rarp: 0x8035, ip6: 0x86dd } as const;
/** Protocols of the link by their words. */
export const LINKS: ReadonlyMap<string, number> = new Map(Object.entries(Ether));
/** Those in IP: number, and the versions in which the word finds them. */
export const TRANSPORTS: ReadonlyMap<string, readonly [number, ...(4 | 6)[]]> = new Map([
  ['tcp', [6, 4, 6]],
  ['udp', [17, 4, 6]],
  ['sctp', [132, 4, 6]],
  ['icmp', [1, 4]],
  ['igmp', [2, 4]],
  ['igrp', [9, 4]],
  ['pim', [103, 4, 6]],
  ['vrrp', [112, 4]],
  ['carp', [112, 4]],
  ['ah', [51, 4, 6]],
  ['esp', [50, 4, 6]],
  ['icmp6', [58, 6]],
]);
export const TCP = 6;
export const UDP = 17;
/** Those that have ports. */
export const PORTED: readonly number[] = [TCP, UDP, 132];
