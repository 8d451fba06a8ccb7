import { describe, expect, it } from 'vitest';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { nmeaReader } from './nmea0183.ts';
import { gga, writeSentence, zda } from './sentence.ts';

const AT = new Date('1994-11-06T08:49:37Z');
const dissected = (text: string) => {
  const bytes = utf8(text);
  return dissectAs(protocols, 'nmea0183', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
};

describe('NMEA 0183', () => {
  it('has checksums as gpsd documents them', () => {
    expect(writeSentence(['GPGGA', '123519', '4807.038', 'N', '01131.000', 'E', '1', '08', '0.9', '545.4', 'M', '46.9', 'M', '', ''])).toBe(
      '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n',
    );
  });

  it('reads what it writes, on both halves of the world', () => {
    const south = dissected(gga(AT, { latitude: -33.5, longitude: -0.25, altitude: 3 }));
    expect(valuesOf(south)).toMatchObject({
      'nmea0183.gga_latitude_degree': ['33'],
      'nmea0183.gga_latitude_minute': ['30.0000'],
      'nmea0183.gga_latitude_direction': ['S'],
      'nmea0183.gga_longitude_degree': ['000'],
      'nmea0183.gga_longitude_minute': ['15.0000'],
      'nmea0183.gga_longitude_direction': ['W'],
      'nmea0183.gga_altitude': ['3.0'],
    });
    expect(faultsOf(south)).toEqual([]);
    expect(valuesOf(dissected(zda(AT)))).toMatchObject({ 'nmea0183.zda_time_second': ['37.00'], 'nmea0183.zda_date_year': ['1994'] });
  });

  it('says which checksum would be right, and what is no sentence', () => {
    expect(faultsOf(dissected('$GPXYZ,1*00\r\n'))).toEqual(['the checksum is 00, right is 51']);
    expect(faultsOf(dissected('hello\r\n'))).toEqual([
      'a sentence begins with $ or !, two letters for who talks and three for what it says',
    ]);
  });

  it('is a line each, in a stream and in a datagram', () => {
    const both = zda(AT) + zda(AT);
    const { messages } = readAll(nmeaReader, [
      [1, utf8(both.slice(0, 20))],
      [1, utf8(both.slice(20))],
    ]);
    expect(messages.map(({ bytes }) => fromUtf8(bytes))).toEqual([zda(AT), zda(AT)]);
    expect(valuesOf(dissected(both))['nmea0183.zda_date_day']).toEqual(['06', '06']);
  });
});
