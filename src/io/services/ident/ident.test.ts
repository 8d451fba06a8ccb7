import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { ident } from './ident.ts';

serviceConformance(ident);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('ident (RFC 1413)', () => {
  const row = { id: 1, sent: 0, received: 0, sentRate: 0, receivedRate: 0, age: 1, service: 'echo' };
  const connections = () => [
    { ...row, local: '127.0.0.1:7', remote: '127.0.0.1:5000' },
    { ...row, local: '127.0.0.1:7', remote: '192.0.2.1:6000' },
    { ...row, local: 'service1', remote: 'memory' },
  ];

  it('tells whose a connection of ours with the asker is, and of no other', async () => {
    const on = await serving(ident, stop.signal, {}, { connections });
    expect(await on.ask('7, 5000\r\n 7 ,6000\r\n22, 5000\r\n')).toBe(
      ['7 , 5000 : USERID : OTHER : wirecat-echo', '7 , 6000 : ERROR : HIDDEN-USER', '22 , 5000 : ERROR : HIDDEN-USER', ''].join('\r\n'),
    );
  });

  it('says what is no pair of ports', async () => {
    const on = await serving(ident, stop.signal, {}, { connections });
    for (const line of ['7', '0, 1', '70000, 1', 'a, b']) expect(await on.ask(`${line}\r\n`)).toBe('0 , 0 : ERROR : INVALID-PORT\r\n');
  });
});
