/** Wrong answers to the exercises, each tried: what looks like the right one is not taken for it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { begin, type Doing, endings, never, over, says, studentServer, talk } from '../../../test/lab-doing.ts';
import { utf8 } from '../../core/bytes.ts';
import { openAddress, parseAddress } from '../../io/address/address.ts';
import { ACK, FIN, RST, SYN } from '../../view/segment.ts';
import type { Evidence, Seen } from './evidence.ts';
import { exercises } from './exercises/index.ts';

describe('a wrong answer is not taken for a right one', () => {
  /** Where clients come to the first place. */
  const at = ({ session }: Doing): string => `tcp:${session.addresses[0]?.[1]}`;
  const clock = (): string => new Date().toTimeString().slice(0, 5);

  it.each([
    ['every time of the day', () => Array.from({ length: 24 }, (_, h) => `${h}:${clock().slice(3)}`).join(' ')],
    [
      'the other half of the day',
      () => `${((Number(clock().slice(0, 2)) + 11) % 12) + 1}:${clock().slice(3)} ${Number(clock().slice(0, 2)) < 12 ? 'PM' : 'AM'}`,
    ],
  ])('a server that tells %s tells no time', async (_, answer) => {
    // Here or in UTC it may be right for a clock that is half a day off.
    const offset = Math.abs(new Date().getTimezoneOffset());
    if (offset > 600) return;
    const doing = await begin('reqtime', await studentServer(answer));
    await talk(`tcp:${doing.places[1]}`, 'reqtime\n');
    await expect.poll(() => says(doing, 2)).toContain('but it was');
  });

  it('a time with its zone, and one of twelve hours, is right', async () => {
    const answers = [() => new Date().toISOString().replace('Z', '+00:00'), () => new Date().toLocaleTimeString('en-US')];
    for (const answer of answers) {
      const doing = await begin('reqtime', await studentServer(answer));
      await talk(`tcp:${doing.places[1]}`, 'reqtime\n');
      await expect.poll(() => says(doing, 2)).toContain('the time packet');
    }
  });

  it('a time server that tells the time to anybody has not read the word', async () => {
    const doing = await begin('reqtime', await studentServer(clock));
    await talk(`tcp:${doing.places[1]}`, 'hello\n');
    await expect.poll(() => says(doing, 3)).toContain('only reqtime asks for it');
    const well = await begin('reqtime', await studentServer((got) => (got === 'reqtime\n' ? clock() : 'send reqtime')));
    await talk(`tcp:${well.places[1]}`, 'hello\n', 'reqtime\n');
    await expect.poll(() => well.session.check()[3]?.finding.done).toBe(true);
  });

  it('an echo is nobody to chat with', async () => {
    const doing = await begin('chat', await studentServer((got) => got));
    await talk(at(doing), 'hello\n', 'who is there?\n');
    await expect.poll(() => says(doing, 1)).toContain('an echo answers there');
    const person = await begin('chat', await studentServer(() => 'hello yourself\n'));
    await talk(at(person), 'hello\n');
    await expect.poll(() => says(person, 1)).toContain('hello yourself');
  });

  it('what begins like gzip is none, and one file in it are not many', async () => {
    const doing = await begin('copy', await studentServer(() => ''));
    const send = async (bytes: Uint8Array): Promise<void> => {
      const channel = await openAddress(parseAddress(at(doing)), {}, never);
      await channel.write(bytes);
      await over(channel);
    };
    await send(Uint8Array.of(0x1f, 0x8b, 1, 2, 3));
    await expect.poll(() => says(doing, 1)).toContain('not through gzip');
    await send(gzipSync('x'.repeat(2000)));
    await expect.poll(() => says(doing, 1)).toContain('no archive of tar');
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-lab-tar-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'a.txt'), 'a');
    await send(execFileSync('tar', ['-C', folder, '-cz', '.']));
    await expect.poll(() => says(doing, 1)).toContain('begins with 1f 8b');
  });

  it('a page is not there where its head alone came', async () => {
    const doing = await begin('browser');
    await talk(`tcp:${doing.places[0]}`, `HEAD / HTTP/1.1\r\nHost: ${doing.places[0]}\r\nConnection: close\r\n\r\n`);
    await expect.poll(() => says(doing, 2)).toMatch(/nothing came behind|and 0 have come/);
  });

  it('commands with one tag are answered each by its own reply', async () => {
    const doing = await begin('imap');
    const channel = await openAddress(parseAddress(`tcp:${doing.places[0]}`), {}, never);
    await channel.write(utf8('a LOGIN guest guest\r\na FETCH 1 BODY[]\r\na LOGOUT\r\n'));
    for await (const _ of channel.incoming);
    channel.close();
    await expect.poll(() => doing.session.check().map(({ finding }) => finding.done)).toEqual([true, false, false, false, true]);
    expect(says(doing, 3)).toMatch(/^a was answered with (NO|BAD)/);
  });

  it('who cuts a connection himself has not seen another do so', () => {
    const segment = (side: 0 | 1, number: number, flags: number, data = ''): Seen => ({
      ...{ side, number, flags, payload: utf8(data), length: data.length, mark: 'S', at: undefined, from: '', to: '', protocol: 'TCP' },
      ...{ label: '', detail: '', brief: '', isBare: false, remark: '', channel: '' },
    });
    const seenOf = (place: string, cutBy: 0 | 1): Evidence => ({
      answers: [],
      talks: [
        {
          ...{
            tag: '#1',
            place,
            framing: 'stream',
            client: '127.0.0.1:5000',
            server: '127.0.0.1:7',
            names: ['client', 'server'],
            hasLeft: false,
          },
          seen: [segment(0, 1, SYN), segment(1, 2, SYN | ACK), segment(0, 3, ACK, 'one'), segment(0, 4, FIN | ACK), segment(cutBy, 5, RST)],
        },
      ],
    });
    const isDone = (name: string, goal: number, place: string, cutBy: 0 | 1) =>
      exercises.find((each) => each.name === name)?.goals[goal]?.check(seenOf(place, cutBy)).done;
    expect([isDone('handshake', 2, 'nobody', 0), isDone('handshake', 2, 'nobody', 1)]).toEqual([false, true]);
    expect([isDone('half-close', 1, 'careless', 0), isDone('half-close', 1, 'careless', 1)]).toEqual([false, true]);
  });

  it.each([
    ['0', true],
    ['none', true],
    ['Nothing, it is UDP', true],
    ['keines', true],
    ['gar keines', true],
    ['0x3', false],
    ['0.5', false],
    ['three', false],
    ['10', false],
  ])('%s before the first datagram: %s', async (answer, isRight) => {
    const doing = await begin('ex92');
    await talk(`udp:${doing.places[0]}`, 'hello');
    await expect.poll(() => doing.session.check()[0]?.finding.done).toBe(true);
    expect(doing.session.answer(2, answer).finding?.done).toBe(isRight);
  });
});
