import { expect, it } from 'vitest';
import { protocols } from '../../protocols/registry.ts';
import { loadWords } from '../words/load.ts';
import { explainField } from './field.ts';

const explained = async (name: string, language: 'en' | 'de' = 'en') => {
  const named = protocols.named(name);
  return named && explainField(named, await loadWords(language));
};

it('a flag has its place in the header and what it is for', async () => {
  const facts = await explained('tcp.flags.syn');
  expect(facts?.kind).toBe('field of Transmission Control Protocol');
  expect(facts?.facts.map(({ value }) => value)).toContain('1 bit, from byte 13, bit 6 of the header on');
});
it('a code has the names of its values', async () =>
  expect((await explained('arp.opcode'))?.facts).toContainEqual({ name: '2', value: 'reply' }));
it('is explained in German', async () =>
  expect((await explained('ip.ttl', 'de'))?.facts.map(({ value }) => value).join(' ')).toContain('Router'));
it('a protocol is no field', async () => expect(await explained('tcp')).toBeUndefined());
