import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { talkRows } from '../../../test/talk-rows.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Field } from '../../wire/types.ts';
import { protocols } from '../registry.ts';

const dissected = (text: string): Dissection => {
  const bytes = utf8(text);
  const about = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, comments: [] } as const;
  return dissectAs(protocols, 'json', { ...about, bytes, original: bytes.length });
};

describe('json (RFC 8259)', () => {
  it('has each value under its member, and the way to it', () => {
    const v = valuesOf(dissected('{"a":[1,-2.5e3,{"b":null}],"c":"d\\u00e9\\n","e":true,"f":false}'));
    expect(v).toMatchObject({
      'json.member': ['a', 'b', 'c', 'e', 'f'],
      'json.key': ['b', 'a', 'c', 'e', 'f'],
      'json.path': ['/a/[]/b', '/a', '/c', '/e', '/f'],
      'json.path_with_value': ['/a/[]:1', '/a/[]:-2.5e3', '/a/[]/b:null', '/c:dé\n', '/e:true', '/f:false'],
      'json.member_with_value': ['[]:1', '[]:-2.5e3', 'b:null', 'c:dé\n', 'e:true', 'f:false'],
      'json.value.number': ['1', '-2.5e3'],
      'json.value.string': ['dé\n'],
    });
  });

  it('may be a value alone, with blanks around it', () => {
    expect(
      [' [ ] ', '"a"', ' 7\n', 'null'].map((text) => [Object.keys(valuesOf(dissected(text))).at(-1), faultsOf(dissected(text))]),
    ).toEqual([
      ['json.array', []],
      ['json.value.string', []],
      ['json.value.number', []],
      ['json.value.null', []],
    ]);
  });

  it.each(['{"a":}', '[1,]', '{"a" 1}', '01', 'nul', '{}x', '[1 2]', '{a:1}'])('%s: says where it is none', (text) => {
    expect(faultsOf(dissected(text))).toEqual(['no JSON from here on (RFC 8259)']);
  });

  it.each(['', '{', '[1,', '{"a', '{"a":', '"x\\"'])('%s: says that it ends inside', (text) => {
    expect(faultsOf(dissected(text)).length).toBeGreaterThan(0);
  });

  it('stops in depth and number', () => {
    expect(faultsOf(dissected('['.repeat(5000)))).toHaveLength(1);
    expect(faultsOf(dissected(`[${'1,'.repeat(6000)}1]`))).toEqual(['more than 5000 values: the rest is not shown']);
  });

  it('every field lies in the text', () => {
    const text = '{"a":[1,{"b":"x"}],"c":{"d":[]}}';
    const inside = ({ offset, length, children }: Field): boolean =>
      offset >= 0 && offset + length <= text.length && children.every(inside);
    expect(dissected(text).layers[0]?.fields.every(inside)).toBe(true);
  });

  it('is told in the row of what brings it', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\nContent-Length: 2\r\n\r\n';
    expect(talkRows(80, [true, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'], [false, `${head}{}`])[1]).toBe(
      'HTTP/JSON HTTP/1.1 200 OK , JavaScript Object Notation (application/json)',
    );
  });
});

needs('tshark')('the sample has the values that tshark has', () => {
  const names = ['member', 'key', 'path', 'path_with_value', 'member_with_value', 'value.string', 'value.number'].map(
    (key) => `json.${key}`,
  );
  const words = ['-n', '-r', inFolder('json', 'json.pcapng'), '-Y', 'json', '-T', 'json', ...names.flatMap((name) => ['-e', name])];
  const [frame] = JSON.parse(execFileSync('tshark', words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as [
    { _source: { layers: Record<string, string[]> } },
  ];
  const body = '{"a":[1,2.5,-3e4,true,null,"x\\u00e9y",{"b":{}}],"c":"d\\n","e":[],"long":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"}';
  const ours = valuesOf(dissected(body));
  for (const name of names) expect([name, ours[name]]).toEqual([name, frame._source.layers[name]]);
});
