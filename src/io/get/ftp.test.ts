import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { acceptAddress, openAddress, parseAddress } from '../address/address.ts';
import { lingeringClose } from '../channels/lingering-close.ts';
import { placeOf } from '../http/client-request.ts';
import { get } from './get.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const listen = () => acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, stop.signal);
const portOf = (address: string | undefined): number => Number(address?.replace(/.*:/, ''));

/** A server of so many words: answers by verb, and sends `content` over the data connection. */
const got = async (path: string, answers: Readonly<Record<string, string>>, content = 'content') => {
  const [control, data] = [await listen(), await listen()];
  const port = portOf(data.addresses[0]);
  const sending = (async () => {
    for await (const channel of data) {
      await channel.write(utf8(content));
      await lingeringClose(channel);
    }
  })();
  const serving = (async () => {
    for await (const channel of control) {
      await channel.write(utf8('220-hello\r\n220 there\r\n'));
      for await (const bytes of channel.incoming) {
        const verb = fromUtf8(bytes).trim().split(' ', 1)[0] ?? '';
        const answer = answers[verb] ?? '200 ok';
        await channel.write(utf8(`${answer.replace('PORT', String(port)).replace('P1,P2', `${port >> 8},${port & 255}`)}\r\n`));
      }
    }
  })();
  const said: string[] = [];
  const opened: string[] = [];
  let taken = '';
  const faces = {
    application: 'test 1',
    say: (text: string) => void said.push(text),
    connect: (address: string) => {
      opened.push(address);
      return openAddress(parseAddress(address), {}, stop.signal);
    },
  };
  const words = { method: undefined, line: undefined, headers: [], body: undefined };
  const plan = { place: placeOf(`ftp://127.0.0.1:${portOf(control.addresses[0])}${path}`), words, follow: true, packed: false };
  const take = async (_: unknown, pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const bytes of pieces) taken += fromUtf8(bytes);
  };
  try {
    await get(plan, faces, take, stop.signal);
  } finally {
    await control.close();
    await data.close();
  }
  await Promise.allSettled([sending, serving]);
  return { said, opened, taken, port };
};

const ALL = {
  USER: '331 word?',
  PASS: '230 in',
  EPSV: '229 go (|||PORT|)',
  RETR: '150 comes\r\n226 all',
  LIST: '150 comes\r\n226 all',
  QUIT: '221 bye',
};

describe('a file by FTP', () => {
  it('comes over a passive data connection, and each command is told', async () => {
    const { said, taken } = await got('/pub/a%20b.txt', ALL);
    expect(taken).toBe('content');
    expect(said.filter((line) => line.startsWith('>'))).toEqual(
      ['USER anonymous', 'PASS ****', 'TYPE I', 'EPSV', 'RETR pub/a b.txt', 'QUIT'].map((line) => `> ${line}`),
    );
  });

  it('is a list where it is a folder, and PASV does where EPSV is not known', async () => {
    const { said, opened, port } = await got('/', { ...ALL, EPSV: '500 what?', PASV: '227 Passive (192,0,2,1,P1,P2)' });
    expect(opened.at(-1)).toBe(`tcp:127.0.0.1:${port}`);
    expect(said).toContain('it names 192.0.2.1; the data connection goes to 127.0.0.1');
    expect(said).toContain('> LIST');
  });

  it('that does not come whole, or at all, is an error', async () => {
    await expect(got('/x', { ...ALL, RETR: '550 no such file' })).rejects.toThrow(/expected 125 or 150 to RETR x, got "550 no such file"/);
    await expect(got('/x', { ...ALL, RETR: '150 comes\r\n426 broke off' })).rejects.toThrow(/expected all of it, got "426 broke off"/);
  });

  it('has no line end in its name', async () => {
    await expect(got('/a%0d%0aDELE b', ALL)).rejects.toThrow(/^get: expected a name without line ends/);
  });
});
