/** NMEA 0183: what receivers of GPS and other devices of ships tell, a line a sentence. It has no port of its own: its first characters say what it is. */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import type { Speaking } from '../../wire/sentence.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { eachLine, type LineScan, lineLength, lineText } from '../shared/mail/lines.ts';
import { putVisible } from '../shared/row-text.ts';
import { COMMA, find } from '../shared/text.ts';
import type { en } from './en.ts';
import { checksumOf } from './sentence.ts';

const say = sayer<typeof en>('nmea0183');
const text = (title: string) => extra(title, 'string', { mayBeEmpty: true });
const clock = (key: string, title: string): Fields => ({
  [key]: extra(title, 'none'),
  [`${key}_hour`]: text('Hour'),
  [`${key}_minute`]: text('Minute'),
  [`${key}_second`]: text('Second'),
});
const place = (key: string, title: string): Fields => ({
  [key]: extra(title, 'none'),
  [`${key}_degree`]: text('Degree'),
  [`${key}_minute`]: text('Minute'),
  [`${key}_direction`]: text('Direction'),
});

export const nmeaReader: Reader<readonly [LineScan, LineScan], Message> = {
  begins: ['$!', '$!'],
  guess: (b, o, end) => (isSentence(b, o, end) ? 0.8 : 0),
  open: () => [{ at: 0 }, { at: 0 }],
  read(lines, from, b, o, end, closed) {
    const length = end === o ? 0 : lineLength(lines[from], b, o, end, closed);
    return length === 0 ? MORE : { kind: 'message', length, message: {} };
  },
};

/** `$GPGGA,` or `!AIVDM,` */
const isSentence = (b: Bytes, o: number, end: number): boolean =>
  /^[$!][A-Z][A-Z0-9][A-Z]{3},/.test(fromLatin1(b, o, Math.min(end, o + 7)));

export const nmea0183 = layer('nmea0183', {
  title: 'NMEA 0183 protocol',
  spec: 'NMEA 0183',
  fields: {},
  extras: {
    line: extra('Sentence', 'none', { unnamed: true }),
    talker: text('Talker ID'),
    sentence: text('Sentence ID'),
    unknown_field: text('Field'),
    checksum: text('Checksum'),
    checksum_calculated: text('Calculated checksum'),
    ...clock('gga_time', 'UTC Time of position'),
    ...place('gga_latitude', 'Latitude'),
    ...place('gga_longitude', 'Longitude'),
    gga_quality: text('Quality indicator'),
    gga_number_satellites: text('Number of satellites'),
    gga_horizontal_dilution: text('Horizontal Dilution'),
    gga_altitude: text('Altitude'),
    gga_altitude_unit: text('Altitude unit'),
    gga_geoidal_separation: text('Geoidal separation'),
    gga_geoidal_separation_unit: text('Geoidal separation unit'),
    gga_age_dgps: text('Age of differential GPS'),
    gga_dgps_station: text('Differential GPS station id'),
    ...clock('zda_time', 'UTC Time'),
    zda_date_day: text('Day'),
    zda_date_month: text('Month'),
    zda_date_year: text('Year'),
    zda_local_zone_hour: text('Local zone hour'),
    zda_local_zone_minute: text('Local zone minute'),
  },
  label: 'NMEA 0183',
  rowLabel: () => 'NMEA 0183',
  stream: nmeaReader,
  datagram: { guess: (b, o, end) => (isSentence(b, o, end) ? 0.9 : 0) },
  row: written((out, { b, o, end }) => putVisible(out, b, o, lineText(b, o, end))),
  sentences: {
    example: {
      words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=192.0.2.255 udp.srcport=49152 udp.dstport=10110',
      data: '$GPGGA,123519.00,4807.0380,N,01131.0000,E,1,08,0.9,545.4,M,46.9,M,,*63\r\n',
    },
    says: (at) => {
      const { sender } = at;
      if (at.text('nmea0183.gga_latitude_degree') !== '') return position(at);
      if (at.has('nmea0183.gga_quality')) return say('lost', { sender });
      if (at.has('nmea0183.zda_date_year'))
        return say('time', {
          sender,
          time: timeOf(at, 'zda'),
          year: at.text('nmea0183.zda_date_year'),
          month: part(at, 'zda_date_month'),
          day: part(at, 'zda_date_day'),
        });
      return at.has('nmea0183.sentence') ? say('other', { sender, name: at.text('nmea0183.sentence') }) : say('noise', { sender });
    },
  },
  body: (d) => {
    eachLine(d.b, d.start, d.end, (from, next) => putLine(d, from, lineText(d.b, from, next)));
    d.header = d.end;
  },
});

// ---- the tree --------------------------------------------------------------------------------------------------------

/** What the fields of a sentence are, in their order; `place` takes two. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  GGA: [
    ...['gga_time', 'gga_latitude', 'gga_longitude', 'gga_quality', 'gga_number_satellites', 'gga_horizontal_dilution', 'gga_altitude'],
    ...['gga_altitude_unit', 'gga_geoidal_separation', 'gga_geoidal_separation_unit', 'gga_age_dgps', 'gga_dgps_station'],
  ],
  ZDA: ['zda_time', 'zda_date_day', 'zda_date_month', 'zda_date_year', 'zda_local_zone_hour', 'zda_local_zone_minute'],
};

const STAR = 42;

const putLine = (d: Dissecting, from: number, to: number): void => {
  if (to === from) return;
  const line = d.put('line', from, to - from, true);
  if (line) line.text = `Sentence: ${fromLatin1(d.b, from, to)}`;
  d.under(line, () => {
    if (!isSentence(d.b, from, to)) {
      d.fault('sentence', from, to - from, 'a sentence begins with $ or !, two letters for who talks and three for what it says');
      return;
    }
    d.put('talker', from + 1, 2);
    d.put('sentence', from + 3, 3);
    const star = find(d.b, STAR, from, to);
    putFields(d, fromLatin1(d.b, from + 3, from + 6), from + 7, star < 0 ? to : star);
    if (star >= 0) putChecksum(d, from, star, to);
  });
};

const putChecksum = (d: Dissecting, from: number, star: number, to: number): void => {
  const right = checksumOf(d.b, from + 1, star);
  d.put('checksum', star + 1, to - star - 1);
  d.add('checksum_calculated', right);
  const said = fromLatin1(d.b, star + 1, to);
  if (said.toUpperCase() !== right) d.fault('checksum', star + 1, to - star - 1, `the checksum is ${said}, right is ${right}`);
};

const putFields = (d: Dissecting, name: string, from: number, to: number): void => {
  const keys = FIELDS[name] ?? [];
  let at = from;
  for (let n = 0; at <= to; n++) {
    const end = fieldEnd(d.b, at, to);
    const key = keys[n] ?? 'unknown_field';
    if (key.endsWith('_time')) putClock(d, key, at, end);
    else if (key.endsWith('tude') && !key.endsWith('altitude')) at = putPlace(d, key, at, end, to);
    else d.put(key, at, end - at);
    at = fieldEnd(d.b, at, to) + 1;
  }
};

const fieldEnd = (b: Bytes, from: number, to: number): number => {
  const comma = find(b, COMMA, from, to);
  return comma < 0 ? to : comma;
};

/** hhmmss.ss */
const putClock = (d: Dissecting, key: string, from: number, to: number): void => {
  d.under(d.put(key, from, to - from, true), () => {
    if (to - from < 6) return;
    d.put(`${key}_hour`, from, 2);
    d.put(`${key}_minute`, from + 2, 2);
    d.put(`${key}_second`, from + 4, to - from - 4);
  });
};

/** ddmm.mmmm or dddmm.mmmm, and in the next field N, S, E or W; where that begins. */
const putPlace = (d: Dissecting, key: string, from: number, to: number, end: number): number => {
  const half = Math.min(to + 1, end);
  const digits = key.endsWith('latitude') ? 2 : 3;
  d.under(d.put(key, from, Math.max(to, fieldEnd(d.b, half, end)) - from, true), () => {
    if (to - from <= digits) return;
    d.put(`${key}_degree`, from, digits);
    d.put(`${key}_minute`, from + digits, to - from - digits);
    d.put(`${key}_direction`, half, fieldEnd(d.b, half, end) - half);
  });
  return half;
};

// ---- what it says ----------------------------------------------------------------------------------------------------

const part = (at: Speaking, name: string): string => at.text(`nmea0183.${name}`);

const timeOf = (at: Speaking, of: 'gga' | 'zda'): string =>
  `${part(at, `${of}_time_hour`)}:${part(at, `${of}_time_minute`)}:${part(at, `${of}_time_second`).slice(0, 2)}`;

const angleOf = (at: Speaking, key: string): string => {
  const degrees = Number(part(at, `${key}_degree`)) + Number(part(at, `${key}_minute`)) / 60;
  return `${degrees.toFixed(5)}° ${part(at, `${key}_direction`)}`;
};

const position = (at: Speaking) =>
  say('position', {
    sender: at.sender,
    latitude: angleOf(at, 'gga_latitude'),
    longitude: angleOf(at, 'gga_longitude'),
    time: timeOf(at, 'gga'),
    count: Number(part(at, 'gga_number_satellites')),
  });
