import { expect, it } from 'vitest';
import { allSamples } from '../../../test/conformance/protocol/samples.ts';
import { protocols } from '../../protocols/registry.ts';
import { dissect } from '../../wire/dissect.ts';
import { filter } from './filter.ts';
import { Nearest, type NearestTruth } from './nearest.ts';

const TIMES = { first: undefined, previous: undefined };
const seen = allSamples.slice(0, 400).map((frame) => dissect(protocols, frame));

const nearest = (text: string): NearestTruth | undefined => {
  const judge = filter(text, protocols);
  expect(
    seen.some((d) => judge.passesDissected(d, TIMES)),
    text,
  ).toBe(false);
  const found = new Nearest(text, protocols);
  for (const d of seen) {
    found.selection.loadDissected(d, TIMES);
    found.take(d.frame.number);
  }
  return found.truth;
};

it('tells the greatest and the least value, and a packet that has it', () => {
  const longest = Math.max(...seen.map((d) => d.frame.original));
  const truth = nearest('frame.len > 70000');
  expect(truth).toMatchObject({ kind: 'greatest', name: 'frame.len', value: String(longest) });
  const { number } = truth as { readonly number: number };
  expect(seen.some((d) => d.frame.number === number && d.frame.original === longest)).toBe(true);
  expect(nearest('frame.len < 1')).toMatchObject({ kind: 'least', value: String(Math.min(...seen.map((d) => d.frame.original))) });
});

it('tells the values that there are, or that there are none', () => {
  const truth = nearest('ip.ttl == 201');
  expect(truth).toMatchObject({ kind: 'values', name: 'ip.ttl' });
  expect((truth as { readonly values: readonly string[] }).values).toContain('64');
  const there = new Set(seen.flatMap((d) => d.layers.map(({ layer }) => layer.name)));
  const absent = protocols.nodes.find(({ layer }) => !there.has(layer.name))?.layer.name ?? '';
  expect(nearest(absent)).toEqual({ kind: 'absent', name: absent });
});

it('tells which part nobody passes, or that they never come together', () => {
  expect(nearest('ip && ip.ttl == 201')).toMatchObject({ kind: 'values', name: 'ip.ttl' });
  const truth = nearest('(arp) && ip.ttl > 0');
  expect(truth).toMatchObject({ kind: 'apart', parts: [{ text: 'arp' }, { text: 'ip.ttl > 0' }] });
});
