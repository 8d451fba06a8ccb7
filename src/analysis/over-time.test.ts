import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFormat } from '../formats/index.ts';
import { protocols } from '../protocols/registry.ts';
import { frameBatch } from '../wire/frame.ts';
import { CaptureIndex } from './capture-index.ts';
import { ConversationLinks } from './conversation-links.ts';
import { ConversationList } from './conversation-list.ts';
import { OverTime } from './over-time.ts';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 5,000 frames of many conversations, of which some are lost, late or cut. */
const made = (): string => {
  const file = join(folder, 'tcp.pcap');
  execFileSync(process.execPath, [join(import.meta.dirname, '../../bench/mkcapture.mjs'), file, '5000']);
  return file;
};

const taken = (file: string): { readonly overTime: OverTime; readonly index: CaptureIndex } => {
  const bytes = new Uint8Array(readFileSync(file));
  const { decoder, start } = openFormat(file, bytes, true);
  const index = new CaptureIndex(protocols, (_, position, captured) => bytes.subarray(position, position + captured));
  const [list, links, batch] = [new ConversationList(), new ConversationLinks(), frameBatch()];
  const overTime = new OverTime(index, list, links);
  for (let at = start, from = -1; at > from; ) {
    from = at;
    at = decoder.decode(bytes, from, bytes.length, 0, batch);
    for (let i = 0; i < batch.count; i++) {
      index.track.frame(batch, i);
      index.note(batch, i);
      const own = list.take(index.track, batch, i);
      links.put(index.count, own, list.side);
    }
  }
  return { overTime, index };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it('counts the frames of each service, and each fault as often as a dissection says it', () => {
  const { overTime, index } = taken(made());
  const { services, faults, line } = overTime;
  expect(sum(line.column(2))).toBe(index.count);
  expect(services.length).toBeGreaterThan(3);
  expect(sum(services.map((s) => s.frames))).toBe(index.count);
  for (const s of services) expect(sum(s.line.column(0))).toBe(s.frames);
  const said = new Map<string, number>();
  for (let number = 1; number <= index.count; number++)
    for (const name of new Set(index.dissect(number).layers.flatMap((l) => (l.quoted ? [] : l.fields.flatMap(namesOf)))))
      said.set(name, (said.get(name) ?? 0) + 1);
  expect(faults.length).toBeGreaterThan(2);
  for (const { layer, field, frames } of faults) expect([field, frames]).toEqual([field, said.get(`${layer.name}.${field}`)]);
  const [first] = faults;
  expect(first?.field).toBe('analysis.retransmission');
});

interface Named {
  readonly name: string;
  readonly children: readonly Named[];
}
const namesOf = ({ name, children }: Named): readonly string[] => [name, ...children.flatMap(namesOf)];

it('has protocols inside one another with all their frames', () => {
  const { index } = taken(join(import.meta.dirname, '../protocols/http/http.pcapng'));
  const found = index.branches.map((b) => [b.layer.name, b.depth, b.frames]);
  expect(found.slice(0, 4)).toEqual([
    ['raw', 0, 96],
    ['ip', 1, 96],
    ['tcp', 2, 96],
    ['http', 3, 63],
  ]);
});
