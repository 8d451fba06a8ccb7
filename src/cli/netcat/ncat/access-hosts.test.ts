import { expect, it } from 'vitest';
import { readAccess } from './access-hosts.ts';

const admits = (word: string): Promise<(remote: string) => boolean> =>
  readAccess({ allow: [{ file: false, words: word }], deny: [] }, {}, (text) => expect.unreachable(text));

it.each(['fe80::a%1', 'fe80::a%99', 'fe80::%1/64'])('%s is about the address, whatever its zone', async (word) => {
  const may = await admits(word);
  expect(['fe80::a', 'fe80::a%7', 'fe81::a'].map(may)).toEqual([true, true, false]);
});

it('a zone that is not there is a name without an address', async () => {
  const told: string[] = [];
  const read = readAccess({ allow: [{ file: false, words: 'fe80::a%no-such-card' }], deny: [] }, {}, (text) => told.push(text));
  await expect(read).rejects.toMatchObject({ message: expect.stringContaining('error in host specification "fe80::a%no-such-card".') });
  expect(told).toEqual(['Error resolving name "fe80::a%no-such-card": Name or service not known']);
});
