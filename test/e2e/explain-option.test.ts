/** `--explain` of the commands that listen for many; those of connect, listen and link stand with them. */
import { expect, it } from 'vitest';
import { wirecat } from './program.ts';

it.each([
  [['serve', 'echo', '0.0.0.0:1'], 'serve echo to each client'],
  [['broker', '0.0.0.0:1'], 'all who come are together there'],
  [['chat', '0.0.0.0', '1'], 'all who come are together there'],
])('%j --explain opens nothing either', (words, says) => {
  const { code, out, err } = wirecat([...words, '--explain']);
  expect([code, err]).toEqual([0, '']);
  for (const line of ['listen on tcp:0.0.0.0:1 ', says, 'can be reached from other machines']) expect(out).toContain(line);
});

it('is said in German as well', () => {
  const { out } = wirecat(['--lang', 'de', 'serve', 'echo', '0.0.0.0:1', '--explain']);
  const says = [
    'wartet an tcp:0.0.0.0:1 (TCP über IPv4 und IPv6)',
    'bedient jeden Client mit echo: ',
    'ist von anderen Rechnern zu erreichen',
  ];
  for (const line of says) expect(out).toContain(line);
});
