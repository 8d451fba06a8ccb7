import { describe, expect, it, vi } from 'vitest';
import { allSamples, sample } from '../../test/conformance/protocol/samples.ts';
import { emptied } from '../../test/empty-datagrams.ts';
import { fromHex, utf8 } from '../core/bytes.ts';
import { nodeTools } from '../io/host/tools.ts';
import { http, ip, tcp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { batchOf, type Frame, type FrameBatch, LinkType } from '../wire/frame.ts';
import { exportText } from '../wire/show.ts';
import type { Layer } from '../wire/types.ts';
import { quickLayer } from './quick-fields.ts';
import { optionNames } from './quick-options.ts';
import { Selection } from './selection.ts';
import { Track } from './track.ts';

const times = { first: undefined, previous: undefined };

const textsOf = (selection: Selection, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const { values, specs } = selection.of(name);
    return values.map((v, k) => `${name}=${specs[k] === undefined ? '(bytes)' : exportText(specs[k], v)}`);
  });

/** Names that are asked for together; `alone`: the only one of those that a body puts. */
interface Group {
  readonly names: readonly string[];
  readonly alone?: true;
}

/** Names of a layer: its own, those that a scan leaves, those that its body puts, those of its options; alone, too, where they may be given without it. */
const groupsOf = (layer: Layer): readonly Group[] => {
  const { fields, others } = quickLayer(layer);
  const alone = layer.quick?.give === undefined ? [] : [...others].map((name): Group => ({ names: [name], alone: true }));
  const options = [...optionNames(layer)];
  const plain = { names: options.filter(([, { isCoded }]) => !isCoded).map(([name]) => name) };
  const all = { names: options.map(([name]) => name) };
  return [{ names: [layer.name] }, { names: [...fields.keys()] }, { names: [...others] }, ...alone, plain, all].filter(
    ({ names }) => names.length > 0,
  );
};

const asking = (names: readonly string[]): Selection => {
  const selection = new Selection();
  for (const name of names) selection.of(name);
  return selection;
};

const groups = protocols.nodes.map(({ layer }) => ({ layer, groups: groupsOf(layer) }));
const rest: Group = { names: ['data', 'data.len', 'data.data'] };
const dissected = asking([rest, ...groups.flatMap((of) => of.groups)].flatMap(({ names }) => names));
const selections = new Map<Group, Selection>();

/** The values that the walk gives, and those of the dissection, in all frames; one of eight where a frame has no such layer, or nothing of a name alone. */
const compare = (frames: readonly Frame[]): void => {
  const track = new Track(protocols, { tools: nodeTools });
  const same = (group: Group, batch: FrameBatch): void => {
    const selection = selections.get(group) ?? asking(group.names);
    selections.set(group, selection);
    selection.load(track, batch, 0, times);
    const quick = textsOf(selection, group.names);
    const slow = textsOf(dissected, group.names);
    if (quick.join() !== slow.join()) expect([track.frames, quick]).toEqual([track.frames, slow]);
  };
  for (const frame of frames) {
    const batch = batchOf(frame);
    track.frame(batch, 0);
    const d = track.dissect();
    dissected.loadDissected(d, times);
    const layers = new Set(d.layers.map(({ layer }) => layer));
    same(rest, batch);
    for (const [k, of] of groups.entries()) {
      if (!layers.has(of.layer) && (track.frames + k) % 8 > 0) continue;
      for (const [i, group] of of.groups.entries()) {
        const isTurn = (track.frames + i) % 8 === 0 || !group.alone || dissected.of(group.names[0]!).values.length > 0;
        if (isTurn) same(group, batch);
      }
    }
  }
};

describe('values of a selection', () => {
  it('are those of the dissection, for every name and all samples', () => {
    compare(allSamples);
  });

  it('are so too where a datagram carries nothing', () => {
    compare(emptied(allSamples));
  });

  it('are so too where the capture cut segments', () => {
    const cut = ['http', 'tls', 'dns', 'ftp', 'smtp'].flatMap((name) => sample(name));
    for (const most of [96, 200]) compare(cut.map((f) => ({ ...f, bytes: f.bytes.slice(0, most) })));
  });

  it('are so too for options of Multipath TCP (RFC 8684), whose fields share their names', () => {
    const options = ['1e0c008182b70eee7f1a5039', '1e040181', '1e0c1107debe4c1ed79648e8', '1e14201e105f676414faf6b200daf099dba5eeec'];
    const frames = options.map((option, i): Frame => {
      const bytes = buildStack([
        [ip, {}],
        [tcp, { srcport: 2001, dstport: 1026, flags: i < 2 ? 2 : 16, options: fromHex(option)! }],
      ]);
      return { number: i + 1, mark: 'R', seconds: i, nanos: 0, linkType: LinkType.raw, bytes, original: bytes.length, comments: [] };
    });
    compare(frames);
    const selection = asking(['tcp.options.mptcp.checksumreq.flags', 'tcp.options.mptcp.sha256.flag', 'tcp.options.mptcp.dataack8.flag']);
    const track = new Track(protocols);
    const found = frames.map((frame) => {
      track.frame(batchOf(frame), 0);
      selection.load(track, batchOf(frame), 0, times);
      return textsOf(selection, [...selection.names]).join();
    });
    expect(found).toEqual([
      expect.stringMatching(/checksumreq.flags=1/),
      expect.stringMatching(/sha256.flag=1/),
      '',
      expect.stringMatching(/dataack8.flag=/),
    ]);
  });

  it('are so too where bytes were changed', () => {
    let seed = 11;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    const changed = allSamples.map((f) => {
      const bytes = f.bytes.slice(0, next(5) === 0 ? next(f.bytes.length) : undefined);
      for (let k = next(3); k > 0; k--) bytes[next(bytes.length)] = next(256);
      return { ...f, bytes };
    });
    compare(changed);
  });
});

describe('what is guarded for passwords', () => {
  const bodies = (request: string): number => {
    const payload = utf8(request);
    const bytes = buildStack(
      [
        [ip, {}],
        [tcp, { srcport: 40_000, dstport: 80, flags: 0x18 }],
      ],
      payload,
    );
    const batch = batchOf({
      number: 1,
      mark: 'R',
      seconds: 0,
      nanos: 0,
      linkType: LinkType.raw,
      bytes,
      original: bytes.length,
      comments: [],
    });
    const selection = asking(['http.host']);
    selection.guard(protocols);
    const track = new Track(protocols);
    const body = vi.spyOn(http, 'body');
    track.frame(batch, 0);
    selection.load(track, batch, 0, times);
    const calls = body.mock.calls.length;
    body.mockRestore();
    expect(selection.of('http.host').values).toEqual(['lab']);
    return calls;
  };
  const post = (type: string): string => `POST / HTTP/1.1\r\nHost: lab\r\nContent-Type: ${type}\r\nContent-Length: 9\r\n\r\npass=abcd`;

  it('makes no bytes of what was asked for, though secrets may be bytes', () => {
    for (const [name, hasBytes] of [
      ['http.host', false],
      ['tcp.payload', true],
      ['l2tp.avp.proxy_authen_response', true],
    ] as const) {
      const selection = asking([name]);
      selection.guard(protocols);
      expect([name, selection.hasBytes(protocols)]).toEqual([name, hasBytes]);
    }
  });

  it('is looked for in bodies that may hold some, and nowhere else', () => {
    expect(bodies('GET / HTTP/1.1\r\nHost: lab\r\nCookie: a=b\r\n\r\n')).toBe(0);
    expect(bodies(post('text/plain'))).toBe(0);
    expect(bodies(post('application/x-www-form-urlencoded; charset=utf-8'))).toBe(1);
    expect(bodies(post('Multipart/Form-Data; boundary=x'))).toBe(1);
  });
});
