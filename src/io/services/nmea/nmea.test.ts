import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { nmea } from './nmea.ts';

serviceConformance(nmea);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('nmea (NMEA 0183)', () => {
  it('tells place and time again and again, until the client ends', async () => {
    const caller = await (await serving(nmea, stop.signal, { every: 0.01 })).call();
    let text = '';
    for await (const chunk of caller.incoming) {
      text += Buffer.from(chunk).toString();
      if (text.split('\r\n').length > 6) break;
    }
    caller.close();
    const lines = text.split('\r\n').slice(0, 6);
    expect(lines.map((line) => line.slice(0, 6))).toEqual(['$GPGGA', '$GPZDA', '$GPGGA', '$GPZDA', '$GPGGA', '$GPZDA']);
    expect(lines[0]).toMatch(/^\$GPGGA,\d{6}\.00,4808\.\d{4},N,01134\.\d{4},E,1,08,0\.9,519\.0,M,46\.9,M,,\*[0-9A-F]{2}$/);
  });

  it('answers a datagram with where it is', async () => {
    const on = await serving(nmea, stop.signal, {}, {}, 'udp');
    expect(await on.ask('x')).toMatch(/^\$GPGGA,.*\r\n$/);
  });
});
