import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bench, serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { concat } from '../../../core/bytes.ts';
import type { DnsMessage, WholeMessage } from '../../../protocols/shared/dns/message.ts';
import { recordText } from '../../../protocols/shared/dns/presentation.ts';
import { readMessage } from '../../../protocols/shared/dns/read-message.ts';
import { framed, writeMessage } from '../../../protocols/shared/dns/write-message.ts';
import { frames } from '../../dig/frames.ts';
import { tcp } from '../../endpoints/tcp/tcp.ts';
import { udp } from '../../endpoints/udp/udp.ts';
import { serve } from '../../serve/serve.ts';
import { serviceContext } from '../../serve/service-context.ts';
import { dns } from './dns.ts';
import { Forwarder } from './forward.ts';
import { KnownReplies } from './known-replies.ts';
import { zonesOf } from './records.ts';
import { replyTo } from './reply.ts';

serviceConformance(dns);

const zones = zonesOf();
const query = (name: string, type = 'A', more: Partial<DnsMessage> = {}): DnsMessage => ({ id: 7, questions: [{ name, type }], ...more });
const read = (b: Uint8Array): WholeMessage => {
  const found = readMessage(b);
  if (found.kind !== 'message') throw new Error(found.text);
  return found.message;
};
const asked = (q: DnsMessage, { isSure = false, isNear = true, takesZones = false } = {}, of = zones): WholeMessage | undefined => {
  const outcome = replyTo(of, writeMessage(q), { isSure, isNear, takesZones });
  if (outcome.kind === 'forward') return { ...outcome.query, rcode: 99 };
  return outcome.bytes && read(outcome.bytes);
};
const texts = (m: WholeMessage | undefined): readonly string[] => m?.answers.map((r) => `${r.name} ${r.type} ${recordText(r)}`) ?? [];
const all = (name: string, type = 'A', of = zones): readonly string[] => texts(asked(query(name, type), { isSure: true }, of));

describe('the zone lab.', () => {
  it.each(['A', 'AAAA', 'NS', 'SOA', 'MX', 'TXT', 'CAA', 'HTTPS', 'LOC', 'NAPTR', 'DNSKEY'])('has a record %s of its own', (type) => {
    const reply = asked(query('lab', type));
    expect([reply?.rcode, reply?.authoritative, (reply?.answers.length ?? 0) > 0]).toEqual([0, true, true]);
  });

  it('has others below it, and the names of its addresses', () => {
    expect(all('_sip._udp.lab', 'SRV')).toEqual(['_sip._udp.lab SRV 10 60 5060 host.lab.', '_sip._udp.lab SRV 20 0 5060 web.lab.']);
    expect(all('host.lab', 'HINFO')).toEqual(['host.lab HINFO "PC" "Linux"']);
    expect(all('7.0.0.127.in-addr.arpa', 'PTR')).toEqual(['7.0.0.127.in-addr.arpa PTR host.lab.']);
    expect(all(`1.${'0.'.repeat(31)}ip6.arpa`, 'PTR').length).toBeGreaterThan(2);
  });

  it('follows aliases, round a circle once', () => {
    expect(all('WWW.lab')).toEqual(['WWW.lab CNAME web.lab.', 'web.lab A 127.0.0.5', 'web.lab A 127.0.0.6']);
    expect(all('loop1.lab')).toEqual(['loop1.lab CNAME loop2.lab.', 'loop2.lab CNAME loop1.lab.']);
    expect(all('away.lab')).toEqual(['away.lab CNAME www.example.com.']);
    expect(all('host.old.lab')).toEqual(['old.lab DNAME lab.', 'host.old.lab CNAME host.lab.', 'host.lab A 127.0.0.7']);
    expect(all('www.lab', 'CNAME')).toEqual(['www.lab CNAME web.lab.']);
  });

  it('says no with the start of the zone: no such name, or nothing of the kind (RFC 2308)', () => {
    const told = (name: string, type: string) => {
      const reply = asked(query(name, type));
      return [reply?.rcode, reply?.answers.length, reply?.authorities.map((r) => `${r.name} ${r.ttl} ${r.type}`)];
    };
    expect(told('nobody.lab', 'A')).toEqual([3, 0, ['lab 300 SOA']]);
    expect(told('host.lab', 'MX')).toEqual([0, 0, ['lab 300 SOA']]);
    expect(told('empty.lab', 'A')).toEqual([0, 0, ['lab 300 SOA']]);
    expect(told('99.0.0.127.in-addr.arpa', 'PTR')).toEqual([3, 0, ['0.0.127.in-addr.arpa 300 SOA']]);
  });

  it('has wildcards (RFC 4592), and a part that others answer for', () => {
    expect(all('any.thing.wild.lab')).toEqual(['any.thing.wild.lab A 127.0.0.8']);
    const reply = asked(query('www.sub.lab'));
    expect([reply?.authoritative, texts(reply)]).toEqual([undefined, []]);
    expect(reply?.authorities.map((r) => r.type)).toEqual(['NS', 'DS']);
    expect(reply?.additionals.map(recordText)).toEqual(['127.0.0.10']);
  });

  it('keeps the case of who asks, and names other hosts with their addresses', () => {
    const reply = asked(query('LaB', 'MX'));
    expect(reply?.questions[0]?.name).toBe('LaB');
    expect(reply?.answers[0]?.name).toBe('LaB');
    expect(reply?.additionals.map((r) => `${r.name} ${r.type}`)).toEqual(['mail.lab A', 'mail.lab AAAA', 'mail2.lab A']);
  });
});

it('what was asked before gets the same reply under its own number', () => {
  const known = new KnownReplies();
  const make = (b: Uint8Array) => known.to(b, () => replyBytes(b));
  const replyBytes = (b: Uint8Array): Uint8Array | undefined => {
    const outcome = replyTo(zones, b, { isSure: false, isNear: true });
    return outcome.kind === 'reply' ? outcome.bytes : undefined;
  };
  for (const id of [1, 2, 65_535]) {
    const b = writeMessage({ ...query('host.lab'), id });
    expect(make(b)).toEqual(replyBytes(b));
  }
});

describe('odd messages', () => {
  it('are answered in a header alone, or not at all', () => {
    expect(asked({ ...query('lab'), response: true })).toBeUndefined();
    const status = replyTo(zones, writeMessage({ id: 7, opcode: 2 }), { isSure: false, isNear: true });
    expect(status).toEqual({ kind: 'reply', bytes: Uint8Array.of(0, 7, 0x90, 4, 0, 0, 0, 0, 0, 0, 0, 0) });
    expect(asked({ id: 7 })?.rcode).toBe(1);
    expect(
      asked({
        id: 7,
        questions: [
          { name: 'lab', type: 'A' },
          { name: 'lab', type: 'NS' },
        ],
      })?.rcode,
    ).toBe(1);
    const noise = writeMessage(query('lab')).subarray(0, 20);
    expect(replyTo(zones, noise, { isSure: false, isNear: true })).toMatchObject({ bytes: { length: 12 } });
    expect(replyTo(zones, noise.subarray(0, 11), { isSure: false, isNear: true })).toEqual({ kind: 'reply', bytes: undefined });
  });

  it('EDNS: versions that are not known, options that are not, sizes (RFC 6891)', () => {
    const bad = asked(query('lab', 'A', { edns: { size: 1232, version: 1 } }));
    expect([bad?.rcode, bad?.edns?.version, bad?.answers.length]).toEqual([16, undefined, 0]);
    const options = [{ kind: 65001, value: Uint8Array.of(1, 2, 3) }];
    const good = asked(query('lab', 'A', { edns: { size: 4096, options } }));
    expect([good?.rcode, good?.edns, good?.answers.length]).toEqual([0, { size: 1232 }, 1]);
    expect(asked(query('lab', 'A'))?.edns).toBeUndefined();
  });

  it('what has no room is cut, and whole over a stream', () => {
    const small = asked(query('long.lab', 'TXT'));
    expect([small?.truncated, writeMessage(small ?? { id: 0 }).length <= 512]).toEqual([true, true]);
    expect(asked(query('long.lab', 'TXT', { edns: { size: 4096 } }))?.truncated).toBe(true);
    const whole = asked(query('long.lab', 'TXT'), { isSure: true });
    expect([whole?.truncated, whole?.answers.length]).toEqual([undefined, 6]);
  });

  it('other classes, other zones, and zones as a whole are refused (T-B2); with --transfer one goes to this machine over a stream', () => {
    expect(asked({ id: 7, questions: [{ name: 'version.bind', type: 'TXT', class: 3 }] })?.rcode).toBe(5);
    expect(asked(query('example.com'))?.rcode).toBe(5);
    expect(asked(query('lab', 'AXFR'))?.rcode).toBe(5);
    expect(asked(query('lab', 'AXFR'), { isSure: true })?.rcode).toBe(5);
    expect(asked(query('lab', 'AXFR'), { takesZones: true })?.rcode).toBe(5);
    expect(asked(query('lab', 'AXFR'), { isSure: true, isNear: false, takesZones: true })?.rcode).toBe(5);
    const zone = asked(query('lab', 'AXFR'), { isSure: true, takesZones: true });
    expect([zone?.answers[0]?.type, zone?.answers.at(-1)?.type, (zone?.answers.length ?? 0) > 50]).toEqual(['SOA', 'SOA', true]);
  });

  it('T-B2: to other machines no answer is more than eight times as long as its question; ANY is one set', () => {
    for (const [name, type] of [
      ['lab', 'ANY'],
      ['long.lab', 'TXT'],
      ['lab', 'MX'],
      ['lab', 'DNSKEY'],
    ] as const) {
      const q = writeMessage(query(name, type, { edns: { size: 4096 } }));
      const outcome = replyTo(zones, q, { isSure: false, isNear: false });
      expect(outcome.kind === 'reply' && (outcome.bytes?.length ?? 0) / q.length).toBeLessThanOrEqual(8);
    }
    expect(asked(query('lab', 'ANY'))?.answers).toHaveLength(1);
    expect(asked(query('lab', 'ANY'), { isSure: true })?.answers.length).toBeGreaterThan(10);
  });
});

describe('records of a file', () => {
  it('a zone file is served beside the zone that ships, or in its place', () => {
    const beside = zonesOf('my A 192.0.2.7\n*.x A 192.0.2.8\nwww.example.com. A 192.0.2.9\nhost A 192.0.2.10', 'z');
    expect(all('my.lab', 'A', beside)).toEqual(['my.lab A 192.0.2.7']);
    expect(all('host.lab', 'A', beside)).toEqual(['host.lab A 192.0.2.10']);
    expect(all('www.example.com', 'A', beside)).toEqual(['www.example.com A 192.0.2.9']);
    expect(all('7.2.0.192.in-addr.arpa', 'PTR', beside)).toEqual(['7.2.0.192.in-addr.arpa PTR my.lab.']);
    expect(asked(query('no.example.com'), {}, beside)).toMatchObject({ rcode: 3 });
    const alone = zonesOf('$ORIGIN lab.\n@ SOA a b 1 2 3 4 5\na A 192.0.2.1', 'z');
    expect(all('www.lab', 'A', alone)).toEqual([]);
  });

  it('a hosts file gives its names, without a dot in lab.', () => {
    const hosts = zonesOf('# mine\n192.0.2.7 alpha alpha.example\n2001:db8::7\tbeta # two\n', 'h');
    expect([all('alpha.lab', 'A', hosts), all('alpha.example', 'A', hosts), all('beta.lab', 'AAAA', hosts)].flat()).toEqual([
      'alpha.lab A 192.0.2.7',
      'alpha.example A 192.0.2.7',
      'beta.lab AAAA 2001:db8::7',
    ]);
    expect(() => zonesOf('192.0.2.7 a\nnonsense b', 'h')).toThrow('h:2');
    expect(() => zonesOf('a CNAME b\na A 192.0.2.1', 'z')).toThrow('a name with a CNAME has nothing else');
  });
});

describe('over sockets', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('answers datagrams, and questions one behind the other in a stream, cut anywhere', async () => {
    const near = await (await bench(dns, udp, '127.0.0.1:0', stop.signal)).call();
    await near.write(writeMessage(query('host.lab')));
    expect(texts(read((await near.incoming[Symbol.asyncIterator]().next()).value))).toEqual(['host.lab A 127.0.0.7']);
    const far = await (await bench(dns, tcp, '127.0.0.1:0', stop.signal)).call();
    const three = concat(['host.lab', 'long.lab', 'mail.lab'].map((name, id) => framed(writeMessage({ ...query(name), id }))));
    await far.write(three.slice(0, 1));
    await far.write(three.slice(1, 40));
    await far.write(three.slice(40));
    await far.end();
    const ids: number[] = [];
    for await (const b of frames(far)) ids.push(read(b).id);
    expect(ids).toEqual([0, 1, 2]);
  });

  it('passes on what it does not know, where it was told to whom', async () => {
    const upstream = await bench(dns, udp, '127.0.0.1:0', stop.signal);
    const [at = ''] = upstream.serving.addresses;
    const options = {
      ...dns.parse({}),
      forwarder: new Forwarder(at),
      zones: zonesOf('$ORIGIN own.\n@ SOA a b 1 2 3 4 5\n$ORIGIN lab.\n@ SOA a b 1 2 3 4 5', 'z'),
    };
    const listener = await udp.accept!(udp.parse('127.0.0.1:0'), {}, stop.signal);
    serve(dns, listener, { context: serviceContext(options, {}, stop.signal) }, stop.signal);
    const caller = await udp.open(udp.parse(listener.addresses[0] ?? ''), {}, stop.signal);
    const replies = caller.incoming[Symbol.asyncIterator]();
    await caller.write(writeMessage(query('5.0.0.127.in-addr.arpa', 'PTR', { recursionDesired: true })));
    const reply = read((await replies.next()).value);
    expect([reply.id, reply.recursionAvailable, reply.authoritative, texts(reply)]).toEqual([
      7,
      true,
      undefined,
      ['5.0.0.127.in-addr.arpa PTR web.lab.'],
    ]);
    await caller.write(writeMessage(query('5.0.0.127.in-addr.arpa', 'PTR')));
    expect(read((await replies.next()).value).rcode).toBe(5);
  });
});
