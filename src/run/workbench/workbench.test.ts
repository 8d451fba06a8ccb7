import { afterEach, expect, it } from 'vitest';
import { fromUtf8 } from '../../core/bytes.ts';
import { segmentOf } from '../../view/segment.ts';
import { Workbench } from './workbench.ts';

const open: Workbench[] = [];
afterEach(async () => {
  for (const workbench of open.splice(0)) await workbench.close();
});

it('records the data connection of an FTP service once, though both of its ends are ours', async () => {
  const troubles: Error[] = [];
  const workbench = new Workbench({ onTrouble: (error) => troubles.push(error) });
  open.push(workbench);
  const service = await workbench.serve('ftp', 0);
  const { id } = await workbench.guide('ftp', service.address, { name: 'guest', password: 'guest' });
  const { live } = workbench;
  const said = (): readonly string[] =>
    Array.from({ length: live.frames }, (_, k) => segmentOf(live.dissect(k + 1))?.payload ?? new Uint8Array()).map((b) => fromUtf8(b));
  for (const [line, answer] of [
    ['USER guest', '331'],
    ['PASS guest', '230'],
    ['PASV', '227'],
    ['NLST', '226'],
  ] as const) {
    workbench.type(id, line);
    await expect.poll(() => said().some((text) => text.startsWith(answer))).toBe(true);
  }
  await expect.poll(() => live.conversations.length).toBeGreaterThanOrEqual(2);
  workbench.type(id, 'QUIT');
  await expect.poll(() => said().some((text) => text.startsWith('221'))).toBe(true);
  expect(live.conversations.map((c) => [c.hosts[1] === service.address, c.opened])).toEqual([
    [true, true],
    [false, true],
  ]);
  const [, data] = live.conversations;
  const names = said().filter((text, k) => live.conversationOf(k + 1)?.place === data?.place && text !== '');
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/\r\n$/);
  expect(troubles).toEqual([]);
});
