import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { protocols } from '../registry.ts';
import type { DnsMessage } from '../shared/dns/message.ts';
import { writeMessage } from '../shared/dns/write-message.ts';

const dissected = (m: DnsMessage): Dissection => {
  const bytes = writeMessage(m, { multicast: true });
  return dissectAs(protocols, 'mdns', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
};

describe('mdns', () => {
  it('questions say who may be answered (RFC 6762 §5.4)', () => {
    const d = dissected({
      id: 0,
      questions: [
        { name: '_ipp._tcp.local', type: 'PTR', unicast: true },
        { name: 'h.local', type: 'A' },
      ],
    });
    expect(valuesOf(d)).toMatchObject({ 'dns.qry.qu': ['1', '0'], 'dns.qry.class': ['0x0001', '0x0001'] });
    expect(d.layers[0]).toMatchObject({
      heading: 'Multicast Domain Name System (query)',
      info: 'Standard query 0x0000 PTR _ipp._tcp.local, "QU" question A h.local, "QM" question',
    });
  });

  it('records say whether what was known is no longer so (RFC 6762 §10.2)', () => {
    const d = dissected({
      id: 0,
      response: true,
      answers: [
        { name: 'h.local', ttl: 120, flush: true, type: 'A', data: { address: '192.0.2.7' } },
        { name: '_ipp._tcp.local', ttl: 4500, type: 'PTR', data: { name: 'p._ipp._tcp.local' } },
      ],
      edns: { size: 1440 },
    });
    expect(valuesOf(d)).toMatchObject({
      'dns.resp.cache_flush': ['1', '0', '0'],
      'dns.resp.class': ['0x0001', '0x0001'],
      'dns.rr.udp_payload_size': ['0x05a0'],
    });
    expect(d.layers[0]?.info).toBe('Standard query response 0x0000 A, cache flush 192.0.2.7 PTR p._ipp._tcp.local OPT');
    const section = d.layers[0]?.fields.find((f) => f.text === 'Answers');
    expect(section?.children.map((f) => f.text)).toEqual([
      'h.local: type A, class IN, cache flush, 192.0.2.7',
      '_ipp._tcp.local: type PTR, class IN, p._ipp._tcp.local',
    ]);
  });

  needs('tshark')('has the values that tshark has', () => {
    const found = differences(oursInFrames('mdns', 'dns'), theirsInFrames('mdns', 'dns'), new Set());
    // A question that ends in its class: tshark shows nothing of it.
    expect(found).toEqual(['qry.name', 'qry.name.len', 'count.labels', 'qry.type'].map((key) => `7 dns.${key}`));
  });
});
