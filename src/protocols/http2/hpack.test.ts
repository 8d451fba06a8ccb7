/** The examples of RFC 7541, Appendix C, and what cannot be. */
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../core/bytes.ts';
import { HeaderTable, LARGEST_TABLE } from './header-table.ts';
import { type HeaderPiece, readHeaders } from './hpack.ts';
import { unHuffman } from './huffman.ts';

const bytes = (text: string): Uint8Array => fromHex(text.replaceAll(/\s/g, '')) ?? new Uint8Array(0);
const read = (table: HeaderTable, text: string): HeaderPiece => readHeaders(table, bytes(text), 0, bytes(text).length);
const said = ({ lines }: HeaderPiece): readonly string[] => lines.map(({ header }) => `${header?.name}: ${header?.value}`);

const REQUESTS = [
  [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com'],
  [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com', 'cache-control: no-cache'],
  [':method: GET', ':scheme: https', ':path: /index.html', ':authority: www.example.com', 'custom-key: custom-value'],
];
const FIRST = [':status: 302', 'cache-control: private', 'date: Mon, 21 Oct 2013 20:13:21 GMT', 'location: https://www.example.com'];
const RESPONSES = [
  FIRST,
  [':status: 307', ...FIRST.slice(1)],
  [
    ':status: 200',
    'cache-control: private',
    'date: Mon, 21 Oct 2013 20:13:22 GMT',
    'location: https://www.example.com',
    'content-encoding: gzip',
    'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
  ],
];

describe('the examples of RFC 7541', () => {
  it.each([
    ['C.2.1', '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572', 'custom-key: custom-header'],
    ['C.2.2', '040c 2f73 616d 706c 652f 7061 7468', ':path: /sample/path'],
    ['C.2.3', '1008 7061 7373 776f 7264 0673 6563 7265 74', 'password: secret'],
    ['C.2.4', '82', ':method: GET'],
  ])('%s', (_, block, line) => expect(said(read(new HeaderTable(), block))).toEqual([line]));

  it.each([
    [
      'C.3',
      '828684410f7777772e6578616d706c652e636f6d',
      '828684be58086e6f2d6361636865',
      '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
    ],
    ['C.4', '828684418cf1e3c2e5f23a6ba0ab90f4ff', '828684be5886a8eb10649cbf', '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf'],
  ])('%s: requests', (_, ...blocks) => {
    const table = new HeaderTable();
    expect(blocks.map((block) => said(read(table, block)))).toEqual(REQUESTS);
  });

  it.each([
    [
      'C.5',
      '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d',
      '4803333037c1c0bf',
      '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31',
    ],
    [
      'C.6',
      '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
      '4883640effc1c0bf',
      '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
    ],
  ])('%s: replies, in a table of 256 bytes', (_, ...blocks) => {
    const table = new HeaderTable();
    table.resize(256);
    expect(blocks.map((block) => said(read(table, block)))).toEqual(RESPONSES);
  });

  it('C.1: numbers', () => {
    const { lines } = read(new HeaderTable(), '3f9a0a 2a');
    expect(lines.map(({ header, index }) => [header, index])).toEqual([
      [undefined, 1337],
      [undefined, 10],
    ]);
  });
});

describe('a header block', () => {
  it('waits for what is not whole, and says how much that is', () => {
    const block = '400a 6375 7374 6f6d';
    expect(read(new HeaderTable(), block)).toMatchObject({ lines: [], left: 8, least: 12, fault: '' });
    expect(read(new HeaderTable(), '8240')).toMatchObject({ left: 1, to: 1 });
  });

  it.each([
    ['80', 'the header tables have no entry 0'],
    ['be', 'the header tables have no entry 62'],
    ['ffffffffffff', 'a number that cannot be'],
    [`3f${'ff'.repeat(2)}7f`, 'a header table of 2097182 bytes is more than is followed'],
    ['4001617fffffffff7f', 'a number that cannot be'],
    ['4001617f80ff3f', 'a header of 1048575 bytes is not read'],
    ['400161 81fe', 'a string is not in the Huffman code'],
    ['400161 84ffffffff', 'a string is not in the Huffman code'],
  ])('%s cannot be', (block, fault) => expect(read(new HeaderTable(), block).fault).toBe(fault));

  it('forgets the oldest headers where there is no room, and a copy goes its own way', () => {
    const table = new HeaderTable();
    read(table, '40016101 31 40016201 32');
    const copy = table.copy();
    expect([62, 63, 64].map((index) => table.get(index)?.name)).toEqual(['b', 'a', undefined]);
    table.resize(40);
    expect([62, 63].map((index) => table.get(index)?.name)).toEqual(['b', undefined]);
    table.resize(0);
    expect([table.get(62), copy.get(63)?.name, table.resize(LARGEST_TABLE + 1)]).toEqual([undefined, 'a', false]);
  });
});

it.each([
  ['1f', 97],
  ['fe3f', 33],
  ['ffc7', 0],
  ['fffffbbf', 255],
  ['fffffe1f', 254],
  ['ffffffef', 249],
  ['fffffff3', 10],
])('the code %s, filled up with ones, is byte %i (Appendix B)', (code, byte) => {
  expect(unHuffman(bytes(code), 0, code.length / 2)).toEqual(Uint8Array.of(byte));
});
