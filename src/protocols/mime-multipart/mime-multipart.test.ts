import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dissectedSample, inFolder } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { utf8 } from '../../core/bytes.ts';
import { rowOf } from '../../view/rows.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { protocols } from '../registry.ts';

const mail = (text: string): Dissection => {
  const bytes = utf8(text);
  const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
  return dissectAs(protocols, 'imf', frame);
};
const head = (type: string): string => `Content-Type: ${type}\r\n\r\n`;
const layersOf = (d: Dissection): readonly string[] => d.layers.map(({ layer }) => layer.name);

const HEADERS = [
  'content-type',
  'content-disposition',
  'content-id',
  'content-transfer-encoding',
  'content-language',
  'content-description',
];
const spelled = (values: readonly string[]): string => values.join('|').replaceAll('\r', '\\r').replaceAll('\n', '\\n');

describe('mime_multipart (RFC 2046 §5.1)', () => {
  it('has what is in front of, between and behind its parts', () => {
    const d = mail(
      `${head('multipart/mixed; boundary="a b"')}old\r\n--a b\r\n${head('text/plain')}one\r\n--a b \r\n\r\ntwo\r\n--a b--\r\nend`,
    );
    expect(valuesOf(d)).toMatchObject({
      'mime_multipart.type': ['multipart/mixed'],
      'mime_multipart.preamble': ['6f6c640d0a'],
      'mime_multipart.first_boundary': ['--a b\r\n'],
      'mime_multipart.boundary': ['\r\n--a b \r\n'],
      'mime_multipart.last_boundary': ['\r\n--a b--\r\n'],
      'mime_multipart.part': ['', ''],
      'mime_multipart.trailer': ['656e64'],
    });
    expect(layersOf(d)).toEqual(['imf', 'mime_multipart', 'data-text-lines']);
    expect(faultsOf(d)).toEqual([]);
  });

  it('dissects each part by its own type, those inside parts, too', () => {
    const inner = `${head('multipart/related;boundary=i')}--i\r\n${head('application/json')}[1]\r\n--i\r\n${head('image/png')}x\r\n--i--`;
    const d = mail(`${head('multipart/mixed; boundary=o')}--o\r\n${inner}\r\n--o\r\n${head('message/rfc822')}Subject: s\r\n\r\nt\r\n--o--`);
    expect(layersOf(d)).toEqual(['imf', 'mime_multipart', 'mime_multipart', 'json', 'media', 'imf']);
    expect(valuesOf(d)).toMatchObject({ 'json.value.number': ['1'], 'media.type': ['78'], 'imf.subject': ['s'] });
  });

  it('has fields of heads in one line, without blanks that count for nothing', () => {
    const d = mail(
      `${head('multipart/mixed; boundary=o')}--o\r\nContent-Disposition: inline ;\r\n filename = "x  y"  \r\nX-A: b\r\n\r\n\r\n--o--`,
    );
    expect(valuesOf(d)['mime_multipart.header.content-disposition']).toEqual(['inline;filename="x  y"']);
  });

  it('says where its last boundary is missing, and is text without any', () => {
    expect(faultsOf(mail(`${head('multipart/mixed; boundary=o')}--o\r\n\r\nx`))).toEqual([
      expect.stringContaining('last boundary is missing'),
    ]);
    expect(layersOf(mail(`${head('multipart/mixed')}--o\r\n\r\nx`))).toEqual(['imf']);
  });

  it('says in rows what its parts hold, in mails and in forms of HTTP', () => {
    const rows = dissectedSample('mime-multipart').map((d) => rowOf(d, d.frame));
    const said = rows
      .filter(({ protocol, info }) => /IMF|HTTP/.test(protocol) || info.includes('fragment'))
      .map((r) => `${r.protocol} ${r.info}`);
    expect(said).toEqual([
      'SMTP C: DATA fragment, 200 bytes',
      'SMTP/IMF from: Ada <ada@example.org>, Bob <bob@example.org>, subject: two\\r\\n parts,  (text/plain) (text/html) (image/png)',
      'SMTP C: DATA fragment, 200 bytes',
      'SMTP/IMF/IMF/JSON from: Ada <ada@example.org>, subject: passed on, from: Eve <eve@example.org>, subject: first, , .a dot, JavaScript Object Notation (application/json)',
      'SMTP C: DATA fragment, 103 bytes',
      'SMTP/IMF subject: no end, ',
      'HTTP POST /up HTTP/1.1  (text/plain)',
      'HTTP HTTP/1.1 200 OK  (image/png)',
    ]);
  });

  /** Not compared: parts inside parts, whose last boundary comes later here; in frame 39, what no boundary ends, which Wireshark leaves out. */
  const NAMES = ['type', 'preamble', 'first_boundary', 'boundary', 'trailer', ...HEADERS.map((key) => `header.${key}`)].map(
    (key) => `mime_multipart.${key}`,
  );
  needs('tshark')('has the values that tshark has', () => {
    const fields = NAMES.flatMap((name) => ['-e', name]);
    const words = [
      '-n',
      '-r',
      inFolder('mime-multipart', 'mime-multipart.pcapng'),
      '-Y',
      'mime_multipart && frame.number != 39',
      '-T',
      'fields',
    ];
    const theirs = execFileSync('tshark', [...words, '-E', 'aggregator=|', '-e', 'frame.number', ...fields], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ours = dissectedSample('mime-multipart')
      .filter((d) => layersOf(d).includes('mime_multipart') && d.frame.number !== 39)
      .map((d) => [`${d.frame.number}`, ...NAMES.map((name) => spelled(valuesOf(d)[name] ?? []))].join('\t'));
    expect(ours.length).toBeGreaterThan(3);
    expect(ours).toEqual(theirs.toString().replace(/\n$/, '').split('\n'));
  });
});
