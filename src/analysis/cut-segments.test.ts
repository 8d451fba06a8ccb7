/** Segments that the capture cut: what is there of their last message is shown, and later ones are read on. */
import { describe, expect, it } from 'vitest';
import { sample } from '../../test/conformance/protocol/samples.ts';
import { talkRows } from '../../test/talk-rows.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { rowOf } from '../view/rows.ts';
import { batchOf, type Frame } from '../wire/frame.ts';
import { CaptureIndex } from './capture-index.ts';

const REPLY = 'HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nok';

describe('the message at the end of a segment that was cut', () => {
  it('is what there is of it', () => {
    expect(talkRows(21, [true, 'USER ada\r\n'], [false, '331 Please say the password.\r\n', 10], [true, 'PASS secret\r\n', 8])).toEqual([
      'FTP Request: USER ada',
      'FTP Response: 331 Please',
      'FTP Request: PASS ****',
    ]);
  });

  it('says so, and what was not captured is a gap', () => {
    const get = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n';
    expect(talkRows(80, [true, get, 20], [false, REPLY, 70], [true, get], [false, REPLY, REPLY.length - 1])).toEqual([
      'HTTP GET /a HTTP/1.1 [Packet size limited during capture]',
      'HTTP HTTP/1.1 200 OK [Packet size limited during capture]',
      'HTTP GET /a HTTP/1.1',
      'HTTP HTTP/1.1 200 OK  (text/html)[Packet size limited during capture]',
    ]);
  });

  it('is told by its first bytes where its reader can', () => {
    const query = '\0\x1d\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x07example\x03com\0\0\x01\0\x01';
    const cut = 'DNS Standard query 0x1234[Packet size limited during capture]';
    expect(talkRows(53, [true, query, 20], [true, query, 20], [true, query])).toEqual([
      cut,
      cut,
      'DNS Standard query 0x1234 A example.com',
    ]);
    const alert = '\x15\x03\x03\0\x02\x02\x28';
    const record = '\x17\x03\x03\0\x08abcdefgh';
    expect(talkRows(443, [true, `${alert}${record}`, 14], [true, alert], [true, record, 3])).toEqual([
      'TLSv1.2 Alert (Level: Fatal, Description: Handshake Failure)[Packet size limited during capture]',
      'TLSv1.2 Alert (Level: Fatal, Description: Handshake Failure)',
      expect.stringMatching(/\[Packet size limited during capture\]$/),
    ]);
  });
});

it('is the same when frames are looked at again', () => {
  for (const [name, most] of [
    ['http', 100],
    ['http', 200],
    ['dns', 100],
    ['ftp', 100],
  ] as const) {
    const frames = sample(name).map((frame): Frame => ({ ...frame, bytes: frame.bytes.subarray(0, most) }));
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]!.bytes, { tools: nodeTools });
    const times = { seconds: 0, nanos: 0 };
    const rows = frames.map((frame) => {
      index.take(batchOf(frame));
      return rowOf(index.track.dissect(), times);
    });
    expect(rows.filter(({ info }) => info.endsWith('[Packet size limited during capture]')).length).toBeGreaterThan(1);
    expect(frames.map(({ number }) => rowOf(index.dissect(number), times))).toEqual(rows);
  }
});
