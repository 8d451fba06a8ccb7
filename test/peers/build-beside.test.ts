/** Packets that were built, sent for real in a network of their own: what tcpdump says of them, and what the system answers. */
import { expect } from 'vitest';
import { inNamespace } from '../capture/namespace.ts';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const folder = scratch();

const SENT = `
ip addr add 10.9.0.3/24 dev v1
sniff() { rm -f heard page; tcpdump -Z root --immediate-mode -nvvli $1 $2 >heard 2>page & T=$!; says 'listening on' page $T; }
done_when() { until grep -qs "$1" heard; do kill -0 $T; sleep 0.02; done; kill -INT $T; wait $T || true; cat heard; }
sniff lo 'icmp or tcp or udp'
wirecat build ip/icmp ip.src=127.0.0.1 ip.dst=127.0.0.1 icmp.type=8 icmp.ident=321 icmp.seq=7 --data ping --send raw:127.0.0.1?header >built
done_when 'echo reply, id 321, seq 7'
sniff lo tcp
wirecat build ip/tcp ip.src=127.0.0.1 ip.dst=127.0.0.1 tcp.srcport=4000 tcp.dstport=9 tcp.flags.syn=1 tcp.options.mss_val=1400 tcp.options.sack_perm=1 tcp.options.nop=1 tcp.options.wscale.shift=5 --send raw:127.0.0.1?header >built
done_when 'Flags \\[R'
sniff lo 'udp port 53'
wirecat build ip/udp/dns ip.src=127.0.0.1 ip.dst=127.0.0.1 udp.srcport=4001 udp.dstport=53 dns.id=7 dns.flags.recdesired=1 dns.qry.name=www.example.org dns.qry.type=AAAA --send raw:127.0.0.1?header >built
done_when 'example'
sniff v1 arp
wirecat build eth/arp eth.src=02:00:00:00:00:01 eth.dst=ff:ff:ff:ff:ff:ff arp.opcode=request arp.src.hw_mac=02:00:00:00:00:01 arp.src.proto_ipv4=10.9.0.9 arp.dst.proto_ipv4=10.9.0.3 --send packet:v0 >built
done_when 'Reply 10.9.0.3'
sniff v1 'udp port 67'
wirecat build eth/ip/udp/dhcp eth.src=02:00:00:00:00:01 eth.dst=ff:ff:ff:ff:ff:ff ip.src=0.0.0.0 ip.dst=255.255.255.255 udp.srcport=68 udp.dstport=67 dhcp.id=0x1234 dhcp.hw.mac_addr=02:00:00:00:00:01 dhcp.option.dhcp=discover dhcp.option.hostname=lab dhcp.option.request_list_item=1 dhcp.option.request_list_item=3 --send packet:v0 >built
done_when Hostname`;

needs(
  'root',
  'netns',
  'ip',
  'tcpdump',
)('tcpdump reads what was built, and the system answers it', () => {
  const { out } = inNamespace(folder, SENT, { as: '-n' });
  expect(out).toMatch(/127\.0\.0\.1 > 127\.0\.0\.1: ICMP echo request, id 321, seq 7, length 12/);
  expect(out).toMatch(/ICMP echo reply, id 321, seq 7/);
  expect(out).toMatch(/4000 > 127\.0\.0\.1\.9: Flags \[S\], cksum 0x\w+ \(correct\), .*options \[mss 1400,sackOK,nop,wscale 5/);
  expect(out).toMatch(/127\.0\.0\.1\.9 > 127\.0\.0\.1\.4000: Flags \[R\.\]/);
  expect(out).toMatch(/\[udp sum ok\] 7\+ AAAA\? www\.example\.org\./);
  expect(out).toMatch(/Request who-has 10\.9\.0\.3 tell 10\.9\.0\.9/);
  expect(out).toMatch(/Reply 10\.9\.0\.3 is-at/);
  expect(out).toMatch(/Client-Ethernet-Address 02:00:00:00:00:01/);
  expect(out).toMatch(/DHCP-Message \(53\), length 1: Discover/);
  expect(out).toMatch(/Hostname \(12\), length 3: "lab"/);
  expect(out).not.toMatch(/incorrect|bad cksum|bad udp/);
});
