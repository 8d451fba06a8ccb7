/** Segments that the capture cut: what is there of their last message is shown, and later ones are read on. */
import { describe, expect, it } from 'vitest';
import { sample } from '../../test/conformance/protocol/samples.ts';
import { talkRows } from '../../test/talk-rows.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { rowOf } from '../view/rows.ts';
import { batchOf, type Frame } from '../wire/frame.ts';
import { CaptureIndex } from './capture-index.ts';
import { Track } from './track.ts';

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

/** By frame the rows of a sample of which the capture has kept so many bytes a frame. */
const cutRows = (name: string, most: number): ReadonlyMap<number, string> => {
  const track = new Track(protocols);
  const row = (frame: Frame): string => {
    track.frame(batchOf(frame), 0);
    const { protocol, info } = rowOf(track.dissect(), { seconds: 0, nanos: 0 });
    return `${protocol} ${info}`;
  };
  return new Map(sample(name).map((frame) => [frame.number, row({ ...frame, bytes: frame.bytes.subarray(0, most) })]));
};

describe('how long it was', () => {
  it('is told of content, and whether a block of TFTP is the last', () => {
    const mail = 'Subject: x\r\n\r\nhi\r\n.\r\n';
    expect(talkRows(25, [true, 'DATA\r\n'], [false, '354 go\r\n'], [true, mail, 8]).at(-1)).toBe(
      `SMTP C: DATA fragment, ${mail.length} bytes`,
    );
    expect(talkRows(20, [false, 'x'.repeat(50), 8])).toEqual(['FTP-DATA FTP Data: 50 bytes']);
    const [whole, cut] = [65_536, 46].map((most) =>
      [...cutRows('tftp', most).values()].filter((row) => row.startsWith('TFTP Data Packet')),
    );
    expect(cut).toEqual(whole);
  });

  it('leaves no end of a line that is half there', () => {
    expect(talkRows(25, [false, '220 hello\r\n', 10])).toEqual(['SMTP S: 220 hello']);
  });
});

describe('behind a segment that was cut', () => {
  it('lines of IRC go on with the next that begins as one', () => {
    const [said, other] = [':a NOTICE * :hello there\r\n', ':a 001 ada :Welcome\r\n'];
    expect(talkRows(6667, [false, said, 10], [false, other])[1]).toBe('IRC Response: :a 001 ada :Welcome');
    expect(talkRows(6667, [false, said, 10], [false, 'lost\r\n'], [false, other])[2]).toBe('IRC Response: :a 001 ada :Welcome');
  });

  it('a side of SSH goes on in clear until its keys are new, and what it encrypted stays so', () => {
    const kind = (row: string | undefined): string => /Encrypted|: New Keys|SSH(?=v2|)|./.exec(row ?? '')?.[0] ?? '';
    const whole = cutRows('ssh', 65_536);
    for (const most of [96, 300]) {
      const cut = [...cutRows('ssh', most)].filter(([, row]) => row.startsWith('SSH'));
      expect(cut.length).toBeGreaterThan(70);
      for (const [number, row] of cut)
        if (whole.get(number)?.startsWith('SSH')) expect([number, kind(row)]).toEqual([number, kind(whole.get(number))]);
    }
  });

  it('WebSocket goes on with the next frame that a segment begins with', () => {
    const [hello, long] = ['\x01\x05hello', `\x01\x64${'x'.repeat(100)}`];
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    expect(
      talkRows(
        80,
        [true, 'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', 40],
        [false, upgrade, 60],
        [false, long, 70],
        [false, hello],
        [false, long, 70],
        [false, 'xxxx'],
        [false, `${hello}${hello}`],
      ),
    ).toEqual([
      'HTTP GET / HTTP/1.1 [Packet size limited during capture]',
      'HTTP HTTP/1.1 101 Switching Protocols [Packet size limited during capture]',
      'WebSocket WebSocket Text[FRAGMENT] [Packet size limited during capture]',
      'WebSocket WebSocket Text[FRAGMENT]',
      'WebSocket WebSocket Text[FRAGMENT] [Packet size limited during capture]',
      expect.stringMatching(/^TCP .*Len=4$/),
      'WebSocket WebSocket Text[FRAGMENT] , WebSocket Text[FRAGMENT]',
    ]);
  });
});

it('is the same when frames are looked at again', () => {
  for (const [name, most] of [
    ['http', 100],
    ['http', 200],
    ['dns', 100],
    ['ftp', 100],
    ['ssh', 96],
    ['ssh', 300],
    ['websocket', 140],
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
