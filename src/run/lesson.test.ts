import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { utf8 } from '../core/bytes.ts';
import { readCapture } from '../io/capture/read/read-file.ts';
import { Ladder } from '../view/ladder.ts';
import { segmentOf } from '../view/segment.ts';
import { eachFrame } from './frames.ts';
import { startLesson } from './lesson.ts';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-lesson-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a lesson is a conversation with its packets, live and in a file', async () => {
  const { signal } = new AbortController();
  const file = join(folder, 'talk.pcapng');
  const ladder = new Ladder();
  const live: string[] = [];
  let service = '';
  const lesson = await startLesson(
    {
      application: 'test',
      file,
      onListening: (address) => {
        service = address;
      },
      onTrouble: (error) => expect.unreachable(error.message),
      onPacket: (d) => {
        const segment = segmentOf(d);
        if (segment) live.push(`${ladder.push(segment).rung.phase} ${segment.label} ${segment.detail}`);
      },
    },
    signal,
  );
  expect(service).toMatch(/^127\.0\.0\.1:\d+$/);
  await lesson.say(utf8('here is a message\n'));
  await lesson.say(utf8('and another\n'));
  expect(live.filter((l) => l.includes('Len='))).toHaveLength(4);
  expect(await lesson.end()).toBe('sent 30 B, received 30 B, closed by: us FIN, peer FIN');
  expect([...new Set(live.map((l) => l.replace(/ [A-Z].*/, '')))]).toEqual(['open', 'message 1', 'message 2', 'close']);
  const read: string[] = [];
  const again = new Ladder();
  const capture = await readCapture(file, signal);
  await eachFrame(capture, { signal }, ({ d }) => {
    const segment = segmentOf(d);
    if (segment) read.push(`${again.push(segment).rung.phase} ${segment.label} ${segment.detail}`);
    return true;
  });
  expect(read).toEqual(live);
});
