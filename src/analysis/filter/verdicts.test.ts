import { describe, expect, it } from 'vitest';
import { allSamples } from '../../../test/conformance/protocol/samples.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { protocols } from '../../protocols/registry.ts';
import { batchOf } from '../../wire/frame.ts';
import { CaptureIndex } from '../capture-index.ts';
import { ConversationLinks, conversationSides } from '../conversation-links.ts';
import { ConversationList } from '../conversation-list.ts';
import { quickLayer } from '../quick-fields.ts';
import { Retaken } from '../retaken.ts';
import { filter } from './filter.ts';
import { verdictsOf } from './verdicts.ts';

const FILTERS = [
  'tcp.port == 80',
  'tcp.srcport < 1024',
  'udp.port == 53 || tcp.port == 25',
  'ip.addr == 127.0.0.1',
  'ip.src != 127.0.0.1',
  'ipv6.dst == ::1',
  'tcp.stream == 1',
  'udp.stream == 2 && ip',
  'tcp.flags.syn == 1 && !tcp.flags.ack == 1',
  'tcp.flags == 0x18 && tcp.port == 80',
  'tcp.stream == 1 && (tcp.flags.fin == 1 || tcp.flags.ack == 0 || tcp.flags & 8)',
  'tcp.flags.reset == 1 or dns',
  'tcp.analysis.retransmission',
  'tcp.analysis.flags && !tcp.analysis.duplicate_ack',
  'tcp.analysis.window_update || tcp.analysis.keep_alive',
  'http.request.method == "GET"',
  'http.response.code == 200',
  'http.request || http.response.code > 300',
  'http.response && tcp.len > 100',
  'tcp.len > 100',
  'tcp.len in {1..40} && tcp.port == 80',
  'tcp.len in {tcp.seq, 0..5}',
  'frame.len in {ip.len .. 60}',
  'tcp.seq == 1 && tcp.flags.syn == 0',
  'tcp.window_size < 1000',
  'tcp.time_delta > 0.1 && tcp.analysis.retransmission',
  'tcp.analysis.bytes_in_flight > 100 or tcp.analysis.acks_frame',
  '!tcp.analysis.ack_rtt && tcp',
  'dns.qry.name contains "lab"',
  'dns.qry.name contains "o"',
  'dns.flags.rcode == 3 || dns.a',
  'dns.flags.response == 1 && udp',
  'mdns || dns.qry.type == 1',
  'frame.len > 100',
  'frame.cap_len in {60..90}',
  'ip.src == 127.0.0.1 && tcp.dstport > 1024 && http',
  'ipv6.addr in {fe80::/10} || udp.stream > 1',
  '!(ip.dst == 192.0.2.0/24) && udp',
  'frame.time_delta > 0.01',
  'tcp contains "GET"',
  'eth.src[0] == 0',
  'ip.ttl == 64',
  'ip.ttl < 64 && tcp.len > 0',
  'ip.proto == 6 && ip.src == 127.0.0.1',
  'tcp.window_size_value > 1000 || udp.length > 100',
  'eth.src contains 00:00 && !tcp.checksum == 0',
  'ipv6.hlim == 64 || ip.flags.df == 1',
  'frame contains "GET"',
  'frame contains 00:01 && http',
  'ip.len > 100 && http.request',
  'tcp contains "GET"',
  'udp contains "example" || ip contains 00:01',
  'eth contains "GET" && ip',
  'dns contains "example"',
  'http contains "200"',
  'ip[0] == 45 || tcp[13] & 2',
  '_ws.malformed',
  'not (arp or udp)',
];

/** Every fifth protocol, and what lies in messages alone. */
const NAMES = protocols.nodes.filter(({ layer }, k) => k % 5 === 0 || layer.inMessages === true).map(({ layer }) => layer.name);

/** Of what may be a message of a stream, and of what says something without its body, a few fields each. */
const FIELDS = protocols.nodes.flatMap(({ layer }) => {
  if (layer.stream === undefined && layer.quick === undefined && layer.exchange === undefined) return [];
  const { fields, others } = quickLayer(layer);
  const names = [...fields.keys(), ...others];
  return names.filter((_, k) => k % Math.ceil(names.length / 3) === 0);
});

describe('verdicts of a filter over an index', () => {
  it('are those of the frames, looked at one by one, for protocols and what else may be shared', () => {
    const { index, list, links, judged } = taken([...NAMES, 'tcp', 'ip', 'http', 'tls', 'dns', ...FILTERS, ...FIELDS]);
    const shared = judged.filter(({ text, passed }) => {
      const again = passing(index, list, links, text);
      expect([text, again.passed]).toEqual([text, passed]);
      return again.looks < index.count / 4;
    });
    expect(shared.length).toBeGreaterThan(judged.length / 2);
  });

  it('are told by the ends of conversations, and by lengths, with hardly a look', () => {
    const { index, list, links } = taken([]);
    const looksOf = (text: string): number => passing(index, list, links, text).looks;
    const plain = looksOf('tcp');
    for (const text of [
      'tcp.port == 80',
      'tcp.srcport < 1024 && ip.src == 192.0.2.1',
      'tcp.stream == 1',
      'tcp.flags.syn == 1 && tcp.port == 80',
      'tcp.flags & 5 && tcp.stream > 1',
    ])
      expect(looksOf(text), text).toBeLessThan(plain + list.all.length / 2);
    expect(looksOf('frame.len > 100')).toBeLessThan(index.count / 4);
    for (const text of ['ip.ttl == 64', 'frame contains "GET"', 'tcp contains "GET"'])
      expect(looksOf(text), text).toBeLessThan(index.count / 4);
  });
});

/** All samples, and the numbers of the frames that pass each filter as they come. */
const taken = (texts: readonly string[]) => {
  const fetch = (number: number) => allSamples[number - 1]!.bytes;
  const index = new CaptureIndex(protocols, fetch, { tools: nodeTools });
  const [list, links] = [new ConversationList(), new ConversationLinks()];
  const judged = texts.map((text) => ({ text, judge: filter(text, protocols), passed: [] as number[] }));
  for (const frame of allSamples) {
    const batch = batchOf(frame);
    index.take(batch);
    const c = list.take(index.track, batch, 0);
    links.put(index.count, c, list.side);
    const times = index.bare(index.count);
    for (const { judge, passed } of judged) if (judge.passes(index.track, batch, 0, times)) passed.push(index.count);
  }
  return { index, list, links, judged };
};

const passing = (index: CaptureIndex, list: ConversationList, links: ConversationLinks, text: string) => {
  const judge = filter(text, protocols);
  const verdicts = verdictsOf(judge, index, conversationSides(list, links));
  const frame = new Retaken(index, judge.asksMessages(protocols));
  const passed: number[] = [];
  let looks = 0;
  for (let number = 1; number <= index.count; number++) {
    let verdict = verdicts.of(number);
    const batch = batchOf(index.frame(number));
    verdict ??= verdicts.in(number, batch, 0);
    if (verdict === undefined) {
      looks++;
      frame.take(batch, 0, number);
      verdict = verdicts.look(frame, batch, 0, index.bare(number));
    }
    if (verdict) passed.push(number);
  }
  return { passed, looks };
};
