import { describe, expect, it } from 'vitest';
import { differences, ours, theirs } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { echoReader } from './echo.ts';

describe('echo (RFC 862)', () => {
  it('answers a request with its last byte', () => {
    const found = readAll(echoReader, [
      [0, utf8('one')],
      [0, utf8('two')],
      [1, utf8('on')],
      [1, utf8('etw')],
      [1, utf8('o')],
    ]);
    expect(found.messages.map(({ message }) => [message.asks, message.answers])).toEqual([
      [3, undefined],
      [6, undefined],
      [undefined, undefined],
      [undefined, 3],
      [undefined, 6],
    ]);
  });

  it('is a request or a reply by the side that sent it', () => {
    const values = readAll(echoReader, [
      [0, utf8('hi')],
      [1, utf8('hi')],
    ]).messages.map(({ bytes, message }) =>
      valuesOf(
        dissectAs(
          protocols,
          'echo',
          { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: 2, comments: [] },
          message,
        ),
      ),
    );
    expect(values).toMatchObject([
      { 'echo.request': ['1'], 'echo.data': ['6869'] },
      { 'echo.response': ['1'], 'echo.data': ['6869'] },
    ]);
  });

  it('does not remember what is never answered', () => {
    const state = echoReader.open({ ports: [1, 7], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
    for (let i = 0; i < 5000; i++) echoReader.read(state, 0, utf8('x'), 0, 1, false);
    expect(state.ends.length).toBeLessThanOrEqual(1000);
  });

  needs('tshark')('has the values that tshark has', () => {
    expect(differences(ours('echo', {}), theirs('echo'), new Set())).toEqual([]);
  });
});
