import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { utf8 } from '../../../core/bytes.ts';
import { lineText } from '../../../core/said.ts';
import { shown, syslog } from './syslog.ts';

serviceConformance(syslog);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('syslog (RFC 3164, RFC 5424, RFC 6587)', () => {
  it.each([
    ["<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "auth.crit mymachine su: 'su root' failed"],
    ['<13>Nov  9 09:41:00 host app.x[123]: two words\n', 'user.notice host app.x[123]: two words'],
    ['<14>Nov 29 09:41:00 python[7]: no host', 'user.info python[7]: no host'],
    ['<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - text', 'local4.notice 192.0.2.1 myproc[8710]: text'],
    ['<14>1 - h a - ID [x@1 k="a]\\"b"][y] \ufefftext', 'user.info h a: [x@1 k="a]\\"b"][y] text'],
    ['<13>bare', 'user.notice bare'],
    ['bare', 'bare'],
  ])('shows %j as %j', (message, line) => {
    expect(shown(utf8(message))).toBe(line);
  });

  it('takes each datagram, and answers none', async () => {
    const said: string[] = [];
    const on = await serving(syslog, stop.signal, {}, { say: (line) => said.push(lineText(line)) }, 'udp');
    const caller = await on.call();
    await caller.write(utf8('<13>one'));
    await caller.write(utf8('<13>two'));
    await expect.poll(() => said).toEqual(['user.notice one', 'user.notice two']);
    expect(caller.ledger.received).toBe(0);
    caller.close();
  });

  it('takes frames of both kinds from one stream', async () => {
    const said: string[] = [];
    const on = await serving(syslog, stop.signal, {}, { say: (line) => said.push(lineText(line)) });
    expect(await on.ask('<13>one\n7 <13>two<13>three\0\n9 <13>fo\nur<13>last')).toBe('');
    expect(said).toEqual(['user.notice one', 'user.notice two', 'user.notice three', 'user.notice fo\nur', 'user.notice last']);
  });

  it('cuts off who sends neither', async () => {
    const said: string[] = [];
    const on = await serving(syslog, stop.signal, {}, { say: (line) => said.push(lineText(line)) });
    await on.ask('99999999999 x');
    expect(said).toEqual([expect.stringMatching(/is cut off: neither a length/)]);
  });
});
