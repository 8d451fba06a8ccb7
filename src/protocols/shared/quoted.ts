/** The packet that an ICMP error quotes, as its sentences name it. */
import type { Speaking } from '../../wire/sentence.ts';

export interface Quoted {
  readonly kind: 'tcp' | 'udp' | 'ping' | 'any' | 'anything';
  readonly host: string;
  readonly from: string;
  readonly to: string;
  /** Number of the protocol that it carries. */
  readonly protocol: number;
}

export const quotedIn = (at: Speaking): Quoted => {
  const [packet] = at.above().filter((l) => l.quoted);
  if (packet === undefined) return { kind: 'anything', host: '', from: '', to: '', protocol: 0 };
  const carried = innermost(packet);
  const { layer } = carried;
  const kind = layer === 'tcp' || layer === 'udp' ? layer : layer.startsWith('icmp') ? 'ping' : 'any';
  return {
    kind,
    host: packet.target,
    from: carried.text(`${layer}.srcport`),
    to: carried.text(`${layer}.dstport`),
    protocol: packet.number('ip.proto') || packet.number('ipv6.nxt'),
  };
};

/** The transport, behind whatever headers of IP. */
const innermost = (at: Speaking): Speaking => {
  const [above] = at.above();
  return above === undefined || at.layer === 'tcp' || at.layer === 'udp' ? at : innermost(above);
};
