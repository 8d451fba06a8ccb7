/** `wirecat resolve`: a name as the system's resolver sees it: hosts file, DNS and whatever else it asks, in its order. */
import { sayNotice } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { durationText } from '../../core/time.ts';
import { isNameless, nameless, type ResolvedRow, resolve } from '../../run/resolve.ts';
import { type Command, defineCommand } from '../command/command.ts';

export const command: Command = defineCommand({
  name: 'resolve',
  summary: "ask the system's resolver for the addresses of a name, or for the name of an address",
  group: 'Find out',
  usage: ['NAME', 'ADDRESS'],
  operands: [{ name: 'NAME' }],
  details: [
    'This is what programs of this machine get (getaddrinfo): the hosts file, DNS and whatever else the system asks, in the order in which they try the addresses. To ask a DNS server itself, and see what it says: wirecat dig.',
  ],
  options: {
    reverse: { negatable: true, help: 'also ask for the names of the addresses (yes)' },
    json: { help: 'one JSON object an address' },
  },
  examples: [
    { line: 'wirecat resolve localhost', says: 'its addresses, and what those are called' },
    { line: 'wirecat resolve 127.0.0.1', says: 'the name of an address' },
  ],
  run: async ({ options, words: [word = ''] }, { out, err, signal, said }) => {
    const began = performance.now();
    const rows = await resolve(word, options.reverse ?? true, signal);
    if (isNameless(word, rows)) throw nameless(word);
    for (const row of rows) out.line(options.json ? JSON.stringify(row) : rowLine(row));
    const time = durationText((performance.now() - began) / 1000);
    if (!options.json) err.line(err.style.dim(said.text(sayNotice('inOrder', { addresses: rows.length, time }))));
    return 0;
  },
});

const rowLine = ({ address, family, name }: ResolvedRow): string =>
  `${address.padEnd(39)}  IPv${family}${name === undefined ? '' : `  ${visible(name)}`}`;
