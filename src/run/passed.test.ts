import { expect, it, vi } from 'vitest';
import { sample } from '../../test/conformance/protocol/samples.ts';
import { knownName } from '../analysis/filter/names.ts';
import { quickLayer } from '../analysis/quick-fields.ts';
import { Selection } from '../analysis/selection.ts';
import { Track } from '../analysis/track.ts';
import { utf8 } from '../core/bytes.ts';
import { ip, tcp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { type Frame, LinkType } from '../wire/frame.ts';
import { mayHold } from '../wire/secret.ts';
import { exportText } from '../wire/show.ts';
import { FrameLoop } from './frames.ts';

const secretive = protocols.nodes.map(({ layer }) => layer).filter(mayHold);

/** Names of a protocol and of what carries it whose values are texts or bytes: what is secret, and every third of the others. */
const namesOf = (protocol: string): readonly string[] => {
  const all = [protocol, 'tcp'].flatMap((name) => {
    const { fields, others } = quickLayer(protocols.byName(name)!.layer);
    return [name, ...fields.keys(), ...others];
  });
  const specOf = (name: string) => knownName(protocols, name)?.spec;
  const shown = [...new Set(all)].filter((name) => ['string', 'bytes', undefined].includes(specOf(name)?.show));
  return shown.filter((name, k) => k % 3 === 0 || specOf(name)?.secret === true);
};

const textsOf = (selection: Selection, name: string): string => {
  const { values, specs } = selection.of(name);
  return values.map((v, k) => (specs[k] === undefined ? '(bytes)' : exportText(specs[k], v))).join();
};

const compare = (all: readonly Frame[], names: readonly string[]): void => {
  const loop = new FrameLoop();
  const selections = names.map((name) => {
    const selection = new Selection();
    selection.of(name);
    return [name, selection] as const;
  });
  for (const frame of all) {
    const passed = loop.one(frame);
    for (const [name, selection] of selections) {
      passed.load(selection);
      const loaded = textsOf(selection, name);
      selection.loadDissected(passed.d, passed.times);
      const shown = textsOf(selection, name);
      if (loaded !== shown) expect([passed.number, name, loaded]).toEqual([passed.number, name, shown]);
    }
  }
};

it('gives every value as the covered dissection has it, where there are passwords', () => {
  expect(secretive.length).toBeGreaterThan(4);
  for (const { name } of secretive) compare(sample(name), namesOf(name));
});

it('dissects no request for texts and numbers that can be read where they lie', () => {
  const bytes = buildStack(
    [
      [ip, { src: 1, dst: 2 }],
      [tcp, { srcport: 40_000, dstport: 80, flags: 0x18 }],
    ],
    utf8('GET /a HTTP/1.1\r\nHost: lab\r\nCookie: a=b\r\n\r\n'),
  );
  const about = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: LinkType.raw, comments: [] } as const;
  const passed = new FrameLoop().one({ ...about, bytes, original: bytes.length });
  const dissect = vi.spyOn(Track.prototype, 'dissect');
  const selection = new Selection();
  for (const name of ['ip.src', 'tcp.len', 'http.host', 'http.request.uri']) selection.of(name);
  passed.load(selection);
  expect([dissect.mock.calls.length, selection.of('http.host').values]).toEqual([0, ['lab']]);
  dissect.mockRestore();
});
