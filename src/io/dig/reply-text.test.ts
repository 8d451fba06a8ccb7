import { expect, it } from 'vitest';
import type { WholeMessage } from '../../protocols/shared/dns/message.ts';
import { replyJson, replyLines, shortLines } from './reply-text.ts';

const reply: WholeMessage = {
  id: 7,
  response: true,
  authoritative: true,
  recursionDesired: true,
  opcode: 0,
  rcode: 0,
  questions: [{ name: 'lab', type: 'MX' }],
  answers: [{ name: 'lab', ttl: 60, type: 'MX', data: { preference: 10, exchange: 'mail.lab' } }],
  authorities: [],
  additionals: [{ name: 'mail.lab', ttl: 60, type: 'A', data: { address: '127.0.0.3' } }],
  edns: { size: 1232 },
};
const all = { comments: true, question: true, answer: true, authority: true, additional: true };

it('reads as dig has it', () => {
  expect(replyLines(reply, all)).toEqual([
    ';; Got answer:',
    ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7',
    ';; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 2',
    ';; WARNING: recursion requested but not available',
    '',
    ';; OPT PSEUDOSECTION:',
    '; EDNS: version: 0, flags:; udp: 1232',
    ';; QUESTION SECTION:',
    ';lab.\t\t\t\tIN\tMX',
    '',
    ';; ANSWER SECTION:',
    'lab.\t\t\t60\tIN\tMX\t10 mail.lab.',
    '',
    ';; ADDITIONAL SECTION:',
    'mail.lab.\t\t60\tIN\tA\t127.0.0.3',
    '',
  ]);
  expect(replyLines(reply, { ...all, comments: false, question: false, additional: false })).toEqual([
    'lab.\t\t\t60\tIN\tMX\t10 mail.lab.',
  ]);
});

it('is short, or JSON', () => {
  expect(shortLines(reply)).toEqual(['10 mail.lab.']);
  expect(replyJson(reply)).toMatchObject({
    status: 'NOERROR',
    flags: ['qr', 'aa', 'rd'],
    answer: [{ name: 'lab.', type: 'MX', data: '10 mail.lab.' }],
  });
});
