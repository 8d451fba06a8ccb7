import { expect, it } from 'vitest';
import { utf8 } from '../../core/bytes.ts';
import { draftOf } from './draft.ts';

const said = (text: string, port = 80) => {
  const { protocol, parts, faults } = draftOf(utf8(text), port);
  return {
    protocol,
    parts: parts.map(({ name, from, length }) => `${name} ${text.slice(from, from + length)}`),
    faults: faults.map((f) => f.text),
  };
};

it('names the parts of what is being written', () => {
  const { protocol, parts, faults } = said('GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(protocol).toBe('HTTP');
  expect(parts).toContain('http.request.method GET');
  expect(parts).toContain('http.request.uri /a?b=c');
  expect(parts).toContain('http.request.version HTTP/1.1');
  expect(faults).toEqual([]);
});

it('says what is wrong before anything is sent', () => {
  expect(said('GET / HTTP/1.1\r\n\r\n').faults.join()).toContain('names its host');
  expect(said('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\n').faults.join()).toContain('digits');
  const unfinished = said('GET / HTTP/1.1\r\nHost: x\r\n');
  expect(unfinished.faults.join()).toContain('ends inside the head');
  expect(unfinished.parts).toContain('http.request.method GET');
});

it('knows nothing of what nobody knows', () => {
  expect(said('hello\n', 40_000)).toEqual({ protocol: '', parts: [], faults: [] });
});
