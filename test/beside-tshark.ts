/** The values of a protocol in a sample, message by message, beside those that tshark gives. */
import { execFileSync } from 'node:child_process';
import type { Tools } from '../src/core/tools.ts';
import { protocols } from '../src/protocols/registry.ts';
import { frameRecord } from '../src/view/json.ts';
import { dissectAs } from '../src/wire/dissect.ts';
import { dissectedSample, inFolder, sample } from './conformance/protocol/samples.ts';
import { conversationsOf } from './conversations.ts';
import { Driver } from './messages.ts';

type Values = Readonly<Record<string, readonly string[]>>;

/** By frame, the messages that it completes. */
export type ByFrame = ReadonlyMap<number, readonly Values[]>;

/** What our reader and dissection make of the sample's conversations on TCP; only names of the protocol itself. */
export const ours = (name: string, tools: Tools): ByFrame => {
  const found = new Map<number, Values[]>();
  const reader = protocols.byName(name)?.layer.stream;
  if (reader === undefined) throw new Error(`${name} has no reader`);
  for (const c of conversationsOf(sample(name))) {
    if (c.transport !== 'tcp') continue;
    const driver = new Driver(reader, { ports: c.ports, tools });
    for (const chunk of c.chunks) {
      const known = driver.messages.length;
      if (chunk.closes) driver.close(chunk.side);
      else driver.feed(chunk.side, chunk.bytes);
      for (const { bytes, message } of driver.messages.slice(known)) {
        const frame = {
          number: chunk.frame,
          mark: 'R',
          seconds: 0,
          nanos: 0,
          linkType: 0,
          bytes,
          original: bytes.length,
          comments: [],
        } as const;
        const values = frameRecord(dissectAs(protocols, name, frame, message, { tools }), { first: undefined, previous: undefined });
        found.set(chunk.frame, [...(found.get(chunk.frame) ?? []), ownOf(name, values)]);
      }
    }
  }
  return found;
};

const ownOf = (name: string, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key.startsWith(`${name}.`))
      .map(([key, all]) => [key, all.map(valueText)]),
  );

/** What the frames of the sample say, with what was known of those before; names that begin with `prefix`. */
export const oursInFrames = (name: string, prefix = name): ByFrame => {
  const found = new Map<number, Values[]>();
  for (const d of dissectedSample(name)) {
    const own = d.layers.filter((l) => l.layer.name === name);
    const alone = own.map((l) => ownOf(prefix, frameRecord({ ...d, layers: [l] }, { first: undefined, previous: undefined })));
    if (alone.length > 0) found.set(d.frame.number, alone);
  }
  return found;
};

/** What tshark makes of the same file: of its conversations on TCP, or of all frames. */
export const theirs = (name: string): ByFrame => tsharkOf(name, `${name} && tcp`, name);
export const theirsInFrames = (name: string, prefix = name, words: readonly string[] = []): ByFrame => tsharkOf(name, name, prefix, words);

const tsharkOf = (name: string, filter: string, prefix: string, words: readonly string[] = []): ByFrame => {
  const found = new Map<number, Values[]>();
  const all = ['-n', '-r', inFolder(name, `${name}.pcapng`), '-Y', filter, '-T', 'ek', ...words];
  const out = execFileSync('tshark', all, { stdio: ['ignore', 'pipe', 'ignore'] });
  for (const line of out.toString().split('\n')) {
    if (!line.includes('"layers"')) continue;
    const { layers } = JSON.parse(line) as { layers: Record<string, unknown> & { frame: { frame_frame_number: string } } };
    const pdus = [layers[name]].flat() as Record<string, unknown>[];
    found.set(
      Number(layers.frame.frame_frame_number),
      pdus.map((pdu) => namedOf(prefix, pdu)),
    );
  }
  return found;
};

/** `http_http_request_method` is `http.request.method`; which `_` was a dot, the declared names say. */
const namedOf = (name: string, pdu: Record<string, unknown>): Values => {
  const spelled = new Map([...protocols.names.keys()].map((key) => [key.replaceAll(/[.-]/g, '_'), key]));
  const prefix = name.replaceAll('-', '_');
  return Object.fromEntries(
    Object.entries(pdu)
      .filter(([key]) => key.startsWith(`${prefix}_${prefix}_`))
      .map(([key, value]) => [spelled.get(key.slice(prefix.length + 1)) ?? key.slice(prefix.length + 1), [value].flat().map(valueText)]),
  );
};

const valueText = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === null) return '1';
  const text = value === '<MISSING>' ? '' : String(value);
  return /^[0-9a-f]{2}(:[0-9a-f]{2})*$/.test(text) ? text.replaceAll(':', '') : text;
};

/** `FRAME NAME` where the two differ, and `FRAME` where they have not as many messages. Names in `except` are not compared. */
export const differences = (a: ByFrame, b: ByFrame, except: ReadonlySet<string>): readonly string[] => {
  const found: string[] = [];
  for (const frame of [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y)) {
    const [mine, other] = [a.get(frame) ?? [], b.get(frame) ?? []];
    if (mine.length !== other.length) found.push(`${frame}`);
    else
      for (const [k, values] of mine.entries()) found.push(...differing(values, other[k] ?? {}, except).map((name) => `${frame} ${name}`));
  }
  return found;
};

const differing = (a: Values, b: Values, except: ReadonlySet<string>): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !except.has(name) && JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );
