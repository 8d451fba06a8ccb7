/** Packets from words: what is left out is worked out, and what is wrong is said with what to write instead. */
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../core/bytes.ts';
import { protocols } from '../protocols/registry.ts';
import { checksumsOf } from '../view/checksum.ts';
import { buildFields, buildFrame } from './building.ts';
import { FrameLoop } from './frames.ts';

const dissected = (words: string, payload = '') => new FrameLoop({ verify: true }).one(buildFrame(words.split(' '), utf8(payload))).d;

describe('a packet from words', () => {
  it('has its lengths and checksums', () => {
    const d = dissected('eth/ip/udp eth.dst=02:00:00:00:00:02 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=5000 udp.dstport=7', 'ping');
    expect(d.layers.map((l) => l.layer.name)).toEqual(expect.arrayContaining(['eth', 'ip', 'udp']));
    expect(d.faults).toEqual([]);
    expect(checksumsOf(d).map((work) => work.verdict)).toEqual(['right', 'right']);
    expect(hex(d.frame.bytes.subarray(30, 34))).toBe('0a000002');
  });

  it('has the flags that are named, and no others', () => {
    const [, tcp] = dissected(
      'ip/tcp ip.src=10.0.0.1 ip.dst=10.0.0.2 tcp.dstport=80 tcp.flags.syn=1 tcp.flags.ack=1 tcp.seq_raw=0x100',
    ).layers;
    expect(tcp?.fields.find((f) => f.name === 'tcp.flags')?.value).toBe(0x12);
  });

  it('goes into a tunnel, each layer with values of its own', () => {
    const d = dissected('ip/gre/ip ip.src=10.0.0.1 ip.src=10.9.0.1 ip.dst=10.0.0.2 ip.dst=10.9.0.2');
    expect(d.layers.map((l) => l.layer.name).slice(0, 3)).toEqual(['ip', 'gre', 'ip']);
  });

  it.each([
    ['ip/udp udp.dport=7', /perhaps udp.dstport/],
    ['ip/tcp tcp.options.mss=1460', /perhaps tcp.options.mss_val/],
    ['ip/udp udp.dstport=70000', /a number from 0 to 65535/],
    ['ip/udp ip.dst=10.0.0', /an IPv4 address/],
    ['udp', /put the layer that carries it before it/],
    ['ipx/udp', /perhaps ip/],
    ['ip/udp 7', /FIELD=VALUE/],
  ])('%s is told', (words, says) => expect(() => buildFrame(words.split(' '), utf8(''))).toThrow(says));

  const infoOf = (words: string, payload = ''): string | undefined => {
    const d = dissected(words, payload);
    expect(d.faults).toEqual([]);
    return d.layers.at(-1)?.info;
  };
  const IP = 'ip.src=10.0.0.1 ip.dst=10.0.0.2';

  it('has options as they were given, in their order and padded', () => {
    const syn =
      'tcp.flags.syn=1 tcp.options.mss_val=1460 tcp.options.sack_perm=1 tcp.options.timestamp.tsval=7 tcp.options.nop=1 tcp.options.wscale.shift=7';
    expect(infoOf(`ip/tcp ${IP} tcp.dstport=80 ${syn}`)).toContain('MSS=1460 SACK_PERM TSval=7 TSecr=0 WS=128');
    const blocks = [100, 200, 300, 400].map((edge, k) => `tcp.options.sack_${k % 2 === 0 ? 'le' : 're'}=${edge}`).join(' ');
    expect(infoOf(`ip/tcp ${IP} tcp.flags.ack=1 tcp.options.nop=2 ${blocks}`)).toContain('SLE=101 SRE=201 SLE=301 SRE=401');
    const alert = dissected(`ip/udp ${IP} ip.opt.ra=0`);
    expect([...alert.frame.bytes.subarray(20, 24)]).toEqual([0x94, 4, 0, 0]);
    const two = dissected(`ip/tcp ${IP} tcp.options.mss_val=1 tcp.options.mss_val=2`).frame.bytes;
    expect(hex(two.subarray(40, 48))).toBe('0204000102040002');
  });

  it('asks questions of DNS, one or several', () => {
    expect(infoOf(`ip/udp/dns ${IP} udp.dstport=53 dns.qry.name=www.example.org dns.qry.type=aaaa`)).toMatch(
      /query .* AAAA www\.example\.org$/,
    );
    const d = dissected(`ip/udp/dns ${IP} udp.dstport=53 dns.qry.name=a.example dns.qry.name=b.example dns.qry.type=MX`);
    const dns = d.layers.at(-1);
    expect(dns?.fields.find((f) => f.name === 'dns.count.queries')?.value).toBe(2);
    expect(() => dissected(`ip/udp/dns ${IP} dns.qry.type=A`)).toThrow('dns.qry.name');
  });

  it('has what lies behind the header of ICMP by its type', () => {
    expect(infoOf(`ip/icmp ${IP} icmp.type=8 icmp.ident=1 icmp.seq=7`, 'ping')).toMatch(/request +id=0x0001, seq=7/);
    expect(() => dissected(`ip/icmp ${IP} icmp.type=3 icmp.seq=1`)).toThrow('expected a field of these layers: unused, mtu, got "seq"');
  });

  it('asks for an address, by DHCP and by ARP', () => {
    const asks =
      'dhcp.hw.mac_addr=02:00:00:00:00:01 dhcp.option.dhcp=discover dhcp.option.hostname=lab dhcp.option.request_list_item=1 dhcp.option.request_list_item=3';
    expect(infoOf(`ip/udp/dhcp ${IP} udp.srcport=68 udp.dstport=67 dhcp.id=0x1234 ${asks}`)).toBe('DHCP Discover - Transaction ID 0x1234');
    const who = 'arp.opcode=request arp.src.hw_mac=02:00:00:00:00:01 arp.src.proto_ipv4=10.0.0.1 arp.dst.proto_ipv4=10.0.0.2';
    expect(infoOf(`eth/arp eth.dst=ff:ff:ff:ff:ff:ff ${who}`)).toBe('Who has 10.0.0.2? Tell 10.0.0.1');
  });

  it('names the fields that can be given', () => {
    const udp = protocols.byName('udp')?.layer;
    expect(udp && buildFields(udp)).toEqual(['udp.srcport', 'udp.dstport', 'udp.length', 'udp.checksum']);
    const of = (name: string) => buildFields(protocols.byName(name)!.layer);
    expect(of('tcp')).toEqual(expect.arrayContaining(['tcp.options.mss_val', 'tcp.options.sack_perm', 'tcp.options.sack_le']));
    expect(of('dns')).toContain('dns.qry.name');
    expect(of('dhcp')).toEqual(expect.arrayContaining(['dhcp.hw.type', 'dhcp.option.router']));
  });
});
