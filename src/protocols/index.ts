/** The protocols, one sorted line each. */
export { arp } from './arp/arp.ts';
export { eth } from './eth/eth.ts';
export { icmp } from './icmp/icmp.ts';
export { icmpv6 } from './icmpv6/icmpv6.ts';
export { ip } from './ip/ip.ts';
export { ah, destinationOptions, fragment, hopByHop, routing } from './ipv6/extensions.ts';
export { ipv6 } from './ipv6/ipv6.ts';
export { nullLayer } from './null/null.ts';
export { raw } from './raw/raw.ts';
export { sll } from './sll/sll.ts';
export { sll2 } from './sll2/sll2.ts';
export { tcp } from './tcp/tcp.ts';
export { udp } from './udp/udp.ts';
export { vlan } from './vlan/vlan.ts';
