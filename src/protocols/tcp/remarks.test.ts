import { expect, it } from 'vitest';
import { talkRows } from '../../../test/talk-rows.ts';

it('what TCP remarks stands in front of the messages of a segment, as Wireshark has it', () => {
  const [get, reply] = ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'HTTP/1.1 204 No Content\r\n\r\n'];
  expect(talkRows(80, [true, get], [false, reply, 'lost'], [true, get], [false, reply])).toEqual([
    'HTTP GET / HTTP/1.1',
    'HTTP [TCP ACKed unseen segment] GET / HTTP/1.1',
    'HTTP [TCP Previous segment not captured] HTTP/1.1 204 No Content',
  ]);
});

it('TLS sets off its own words from them', () => {
  const record = '\x17\x03\x03\0\x01x';
  expect(talkRows(443, [true, record], [false, record, 'lost'], [true, record]).at(-1)).toBe(
    'TLSv1.2 [TCP ACKed unseen segment] , Application Data',
  );
});

it('a segment with the beginning of a record alone says no more than that', () => {
  expect(talkRows(443, [true, '\x17\x03\x03\0\x05x'], [true, 'xx'], [true, 'xx'])).toEqual([
    'TCP [TCP segment of a reassembled PDU]',
    'TCP 5000 → 443 [PSH, ACK] Seq=7 Ack=1 Win=65535 Len=2 [TCP segment of a reassembled PDU]',
    'TLSv1.2 Application Data',
  ]);
});
