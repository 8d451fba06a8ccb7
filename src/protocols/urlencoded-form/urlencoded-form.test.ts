import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { inFolder, sample } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { utf8 } from '../../core/bytes.ts';
import { FrameLoop } from '../../run/frames.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { protocols } from '../registry.ts';

const dissected = (text: string): Dissection => {
  const bytes = utf8(text);
  const about = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, comments: [] } as const;
  return dissectAs(protocols, 'urlencoded-form', { ...about, bytes, original: bytes.length });
};
const items = (text: string): readonly unknown[] => {
  const v = valuesOf(dissected(text));
  return [v['urlencoded-form.key'], v['urlencoded-form.value']];
};

describe('forms (WHATWG URL §5)', () => {
  it.each([
    ['a=1&b=zwei%20drei', ['a', 'b'], ['1', 'zwei drei']],
    ['a+b=c+d%2B', ['a b'], ['c d+']],
    ['u=%C3%BC&v=ü', ['u', 'v'], ['ü', 'ü']],
    ['a=b=c&d', ['a', 'd'], ['b=c', '']],
    ['=x', [''], ['x']],
  ])('%s', (text, keys, values) => {
    expect(items(text)).toEqual([keys, values]);
    expect(faultsOf(dissected(text))).toEqual([]);
  });

  it('end where a percent sign stands for nothing, and after a thousand items', () => {
    expect(items('a=b&c=%zz&d=e')).toEqual([['a', 'c'], ['b']]);
    expect(faultsOf(dissected('c=%4'))).toEqual(['a percent sign without two hex digits behind it']);
    expect(faultsOf(dissected('a=b&'.repeat(1001)))).toEqual(['more than 1000 items: the rest is not shown']);
  });

  it('cover passwords', () => {
    const [item, plain] = dissected('user=ann&passwd=geheim').layers[0]!.fields.toReversed();
    expect([plain?.text, item?.text]).toEqual(['Form item: "user" = "ann"', 'Form item: "passwd" = "******"']);
    expect(item?.children.map((f) => f.spec.secret ?? false)).toEqual([false, true]);
  });
});

needs('tshark')('the sample has the values that tshark has', () => {
  const names = ['urlencoded-form.key', 'urlencoded-form.value'];
  const words = ['-n', '-r', inFolder('urlencoded-form', 'urlencoded-form.pcapng'), '-T', 'json', ...names.flatMap((name) => ['-e', name])];
  const theirs = JSON.parse(execFileSync('tshark', words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as readonly {
    readonly _source: { readonly layers: Record<string, string[]> };
  }[];
  const loop = new FrameLoop();
  const ours = sample('urlencoded-form').map((frame) => valuesOf(loop.one(frame).d));
  for (const name of names) expect([name, ours.map((v) => v[name])]).toEqual([name, theirs.map((f) => f._source.layers[name])]);
});
