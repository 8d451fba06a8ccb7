/** The codec against dig: what it asks is read, and what we answer it reads, over UDP and, where a reply was cut, over TCP. */
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { concat } from '../../src/core/bytes.ts';
import type { DnsMessage, DnsRecord } from '../../src/protocols/shared/dns/message.ts';
import { readMessage } from '../../src/protocols/shared/dns/read-message.ts';
import { dnsReader } from '../../src/protocols/shared/dns/reader.ts';
import { framed, replySize, writeMessage } from '../../src/protocols/shared/dns/write-message.ts';
import { records } from '../dns-records.ts';
import { needs } from '../needs.ts';

const run = promisify(execFile);
const many = Array.from({ length: 40 }, (_, i): DnsRecord => ({ name: 'many.a', ttl: 1, type: 'A', data: { address: `192.0.2.${i}` } }));
const all: readonly DnsRecord[] = [...records, ...many];

const answerTo = (query: DnsMessage): DnsMessage => {
  const [question] = query.questions ?? [];
  const answers = all.filter((r) => r.name === question?.name && r.type === question.type);
  return { ...query, response: true, authoritative: true, answers, additionals: [], ...(query.edns && { edns: { size: 1232 } }) };
};

const reply = (b: Uint8Array, most?: number): Uint8Array => {
  const read = readMessage(b);
  if (read.kind === 'fault') return writeMessage({ id: read.id ?? 0, response: true, rcode: 1 });
  return writeMessage(answerTo(read.message), { most: most ?? replySize(read.message) });
};

const udp = createSocket('udp4', (b, from) => void udp.send(reply(b), from.port, from.address));
const tcp = createServer((socket) => {
  const state = dnsReader.open({ ports: [0, 53], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
  let held = new Uint8Array(0);
  socket.on('data', (chunk) => {
    held = concat([held, chunk]);
    const read = dnsReader.read(state, 0, held, 0, held.length, false);
    if (read.kind !== 'message') return;
    socket.write(framed(reply(held.subarray(2, read.length), 65535)));
    held = held.slice(read.length);
  });
});

let port = 0;
beforeAll(async () => {
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  port = (tcp.address() as AddressInfo).port;
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
});
afterAll(() => {
  udp.close();
  tcp.close();
});

const dig = async (...words: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await run('dig', ['@127.0.0.1', '-p', String(port), '+tries=2', '+time=5', ...words]);
  return stdout.trimEnd().split('\n');
};

needs('dig').describe('dig', () => {
  it.each([
    ['A', 'example.com', ['192.0.2.7']],
    ['AAAA', 'example.com', ['2001:db8::7']],
    ['MX', 'example.com', ['10 mail.example.com.']],
    ['SOA', 'example.com', ['ns1.example.com. host\\.master.example.com. 2024010101 7200 3600 1209600 300']],
    ['TXT', 'example.com', ['"v=spf1 -all" "" "say \\"\\195\\169\\""']],
    ['SRV', '_sip._tcp.a', ['10 60 5060 sip.a.']],
    ['NAPTR', 'a', ['100 10 "u" "E2U+sip" "!^.*$!sip:a@a!" .']],
    ['CAA', 'a', ['128 issue "ca.example.net; a=b"']],
    ['URI', 'a', ['10 1 "ftp://ftp.example.com/public"']],
    ['DS', 'a', [`60485 5 1 ${'01'.repeat(20)}`]],
    ['DNSKEY', 'a', ['257 3 13 AAECAw==']],
    ['RRSIG', 'a', ['A 8 2 300 20330518033320 20231114221320 7 a. CQ==']],
    ['NSEC', 'a', ['b.a. A MX RRSIG NSEC TYPE1234']],
    ['NSEC3PARAM', 'a', ['1 0 0 -']],
    ['TLSA', 'a', ['3 1 1 0102']],
    ['SSHFP', 'a', [`4 2 ${'05'.repeat(28)} ${'05'.repeat(4)}`]],
    ['APL', 'a', ['1:192.168.32.0/21 !1:192.168.38.0/28 2:ff00::/8']],
    ['HINFO', 'a', ['"PC" "Linux"']],
    ['EUI48', 'a', ['00-00-5e-00-53-2a']],
    ['CSYNC', 'a', ['66 3 A NS AAAA']],
    ['SVCB', '_dns.a', ['0 svc.a.']],
    ['TYPE65534', 'a', ['\\# 3 010203']],
  ])('reads %s', async (type, name, expected) => {
    expect((await dig('+short', '-q', name, '-t', type)).map((line) => line.replace(/ +$/, ''))).toEqual(expected);
  });

  it('reads parameters of services', async () => {
    const [line] = await dig('+short', '-q', 'a', '-t', 'HTTPS');
    for (const part of ['1 . mandatory=alpn,port', 'port=8443', 'ipv4hint=192.0.2.1,192.0.2.2', 'ipv6hint=2001:db8::1', 'key667="hi"'])
      expect(line).toContain(part);
  });

  it('takes a reply that was cut for what it is, and asks again over TCP', async () => {
    const all = await dig('+short', '+noedns', '-q', 'many.a', '-t', 'A');
    expect(all.length).toBe(40);
    const cut = await dig('+noedns', '+ignore', '-q', 'many.a', '-t', 'A');
    expect(cut.find((line) => line.startsWith(';; flags'))).toMatch(/^;; flags: qr aa tc rd/);
  });

  it('sends options that are read', async () => {
    const query = new Promise<DnsMessage>((resolve) => {
      udp.once('message', (b) => {
        const read = readMessage(b);
        if (read.kind === 'message') resolve(read.message);
      });
    });
    await dig('+short', '+dnssec', '+nsid', '+subnet=203.0.113.0/24', '+cookie=0001020304050607', '+bufsize=1400', '-q', 'a', '-t', 'A');
    expect((await query).edns).toEqual({
      size: 1400,
      dnssec: true,
      options: [
        { kind: 'nsid', id: new Uint8Array(0) },
        { kind: 'subnet', subnet: { source: 24, scope: 0, address: '203.0.113.0' } },
        { kind: 'cookie', client: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7), server: new Uint8Array(0) },
      ],
    });
  });
});
