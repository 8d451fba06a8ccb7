/** What frames say in plain words: in each language every frame of every sample has a sentence, with nothing left open. */
import { describe, expect, it } from 'vitest';
import { CaptureIndex } from '../../../src/analysis/capture-index.ts';
import { LANGUAGES } from '../../../src/core/words.ts';
import { eth, ip, tcp } from '../../../src/protocols/index.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { protocolWords } from '../../../src/protocols/words.ts';
import { frameSentence } from '../../../src/view/sentence.ts';
import { loadWords } from '../../../src/view/words/load.ts';
import { buildStack } from '../../../src/wire/build.ts';
import { batchOf, type Frame } from '../../../src/wire/frame.ts';
import { fieldSets, nameOf, partKey } from '../../../src/wire/names.ts';
import type { Fields, Layer } from '../../../src/wire/types.ts';
import { ACK, PUSH, SYN, segmentBytes, TALK } from '../../captures.ts';
import { wireFrame } from '../../wire-frame.ts';
import { folders, has, sample } from './samples.ts';

const slots = (text: string): readonly string[] => [...new Set(Array.from(text.matchAll(/\{(\w+)/g), (m) => m[1] ?? ''))].sort();

describe.each(LANGUAGES)('in %s', async (language) => {
  const words = await loadWords(language);
  it.each(folders.filter((f) => has(f, `${f}.pcapng`)))('%s: every frame says what it does', (folder) => {
    const frames = sample(folder);
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]?.bytes ?? new Uint8Array(0), { verify: true });
    for (const frame of frames) {
      index.take(batchOf(frame));
      const sentence = frameSentence(index.track.dissect(), words);
      expect(sentence).toMatch(/^\S.*[.!?…]$/u);
      expect(sentence).not.toMatch(/[{}|]\w|undefined|NaN| \.| ,|\[object/);
    }
  });
});

const saidOf = async (frames: readonly Frame[]): Promise<readonly string[]> => {
  const words = await loadWords('en');
  const index = new CaptureIndex(protocols, (number) => frames[number - 1]?.bytes ?? new Uint8Array(0), { verify: true });
  return frames.map((frame) => {
    index.take(batchOf(frame));
    return frameSentence(index.track.dissect(), words);
  });
};

it('who asked for a file is the client also where neither port tells it any more', async () => {
  const said = await saidOf(sample('tftp'));
  expect(said).toContainEqual(expect.stringMatching(/^The server sends the client block 1 of the file/));
  expect(said).toContain('The client confirms block 1.');
});

it('content with a NUL in it is as long as it is', async () => {
  const reply = 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\na\0b\0c';
  const web = { ...TALK, serverPort: 80 };
  const asks = segmentBytes(true, PUSH, 1000, 9000, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', web);
  const said = await saidOf([wireFrame(asks), { ...wireFrame(segmentBytes(false, PUSH, 9000, 1027, reply, web)), number: 2 }]);
  expect(said[1]).toContain('The content is 5 bytes of application/octet-stream.');
});

it('what has no dissector is told by its port, and options of Telnet by what is done with them', async () => {
  const data = segmentBytes(true, PUSH, 1001, 9001, 'hello', { ...TALK, serverPort: 5432 });
  const opened = [
    wireFrame(segmentBytes(true, SYN, 1000, 0, '', { ...TALK, serverPort: 5432 })),
    wireFrame(segmentBytes(false, SYN | ACK, 9000, 1001, '', { ...TALK, serverPort: 5432 })),
    wireFrame(data),
  ].map((frame, k) => ({ ...frame, number: k + 1 }));
  expect((await saidOf(opened))[2]).toBe(
    'The client sends the server 5 bytes: number 1 to 5 of all that it has sent. Port 5432 is that of postgresql.',
  );
  const options = buildStack(
    [
      [eth, {}],
      [ip, { src: TALK.server, dst: TALK.client }],
      [tcp, { srcport: 23, dstport: 5000, flags: PUSH }],
    ],
    Uint8Array.of(255, 251, 1, 255, 253, 24),
  );
  expect((await saidOf([wireFrame(options)]))[0]).toBe(
    'The server offers "Echo" and asks the other side for "Terminal Type"; so both work out how they speak.',
  );
});

it('entries have the same slots in all languages', async () => {
  const [english, german] = [await protocolWords('en'), await protocolWords('de')];
  for (const [area, texts] of Object.entries(english))
    for (const [key, text] of Object.entries(texts))
      expect([area, key, ...slots(german[area]?.[key] ?? '')]).toEqual([area, key, ...slots(text)]);
});

it('who speaks by hand is told nothing in English where German is spoken', async () => {
  const [english, german] = [await protocolWords('en'), await protocolWords('de')];
  const areas = Object.entries(english).filter(([area]) => area.endsWith('Guide'));
  expect(areas).toHaveLength(5);
  for (const [area, texts] of areas)
    for (const [key, text] of Object.entries(texts)) expect([area, key, text]).not.toEqual([area, key, german[area]?.[key]]);
});

/** What the lectures teach: each of their fields has a sentence of its own; those inside others have titles alone. */
const TAUGHT =
  'arp chargen daytime discard dns echo eth finger ftp ftp-data http icmp icmpv6 ident imap ip ipv6 ipv6.fraghdr ipv6.hopopts ipv6.dstopts ipv6.routing ah irc llmnr mdns msp ntp pop qotd reqtime smtp ssh systat tcp tcpmux telnet tftp time tls udp';
/** Certificates, what else lies in TLS, and what networks of sensors, moving machines and routers say in ICMPv6 and in options of IPv6. */
const INSIDE = [
  /^(x509|pkix|ocsp|pkcs|cms|ess|ber|ns_cert|ns\.cert|logotype|p772|smime)/i,
  /^icmpv6\.(rpl|rr|ni|send|mip6|fmip6|ilnp|6lowpannd|mcast_ra|ext)\./,
  /^icmpv6\.opt\.(cga|rsa|ps|ipa|nrpi|lla|naack|map|hkr|hai|mn|aro|6co|abro|6cio|efo|nbma|name|digital|certificate)/,
  /^ipv6\.opt\.(calipso|smf_dpd|pdm|qs_|ioam|tpf|rpl|ilnp|lio|mpl|dff|pmtu)/,
];

const namesOf = (l: Layer): readonly string[] => {
  const named = (fields: Fields, prefix: string): readonly string[] =>
    Object.entries(fields).flatMap(([key, spec]) => {
      const at = prefix === '' ? key : partKey(prefix, key);
      return [nameOf(l.name, at, spec), ...named(spec.sub ?? {}, at)];
    });
  return [...new Set(fieldSets(l).flatMap((fields) => named(fields, '')))].filter(
    (name) => name !== '' && !INSIDE.some((inside) => inside.test(name)),
  );
};

describe.each(LANGUAGES)('in %s', async (language) => {
  const words = await loadWords(language);
  it('every protocol says what its packets do, or what it is for', () => {
    const silent = protocols.nodes.map((n) => n.layer).filter((l) => words.protocol(l.name) === undefined);
    expect(silent.map((l) => l.name)).toEqual([]);
  });
  it.each(TAUGHT.split(' '))('every field of %s says what it is there for', (name) => {
    const l = protocols.byName(name)?.layer;
    expect(l?.sentences ?? name).not.toBe(name);
    const missing = l === undefined ? [name] : namesOf(l).filter((field) => words.field(field) === undefined);
    expect(missing).toEqual([]);
  });
  it('an entry of a field is the name of one', async () => {
    // Texts of faults are found by the English ones.
    const texts = Object.entries(await protocolWords(language)).flatMap(([of, all]) => (of === 'faultTexts' ? [] : [all]));
    const keys = texts.flatMap((t) => Object.keys(t)).filter((key) => key.includes('.') && !key.startsWith('about.'));
    expect(keys.filter((key) => protocols.named(key.replace(/^fault\./, '')) === undefined)).toEqual([]);
  });
});
