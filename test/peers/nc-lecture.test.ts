/** The lines of the lecture on netcat, as they stand there, with wirecat nc on either side or both. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OURS, shell, untilListening } from '../e2e/nc-programs.ts';
import { type Running, scratch, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { hasTool, needs } from '../needs.ts';

const folder = scratch();
const file = join(folder, 'send.file');
const bytes = randomBytes(200_000);
writeFileSync(file, bytes);
const SUM = `200000 B, sha256 ${createHash('sha256').update(bytes).digest('hex')}`;

mkdirSync(join(folder, 'many'));
for (const name of ['one', 'two words', 'three']) writeFileSync(join(folder, 'many', name), randomBytes(20_000));

const OTHER = 'nc.openbsd';
/** [receiver, sender] */
const PAIRS: readonly (readonly [title: string, receiver: string, sender: string])[] = [
  ['both sides', OURS, OURS],
  ...(hasTool(OTHER)
    ? ([
        ['the receiver', OURS, OTHER],
        ['the sender', OTHER, OURS],
      ] as const)
    : []),
];

/** Both to their end; the listener first. */
const play = async (listener: string, port: string, caller: string) => {
  const listening = shell(listener);
  await untilListening(port);
  return Promise.all([listening, shell(caller)]);
};

describe.concurrent.each(PAIRS)('wirecat as %s', (_, receiver, sender) => {
  it('copies a file and ends by itself, with its sum at our end', async () => {
    const port = await freePort();
    const got = join(folder, `receive.file.${port}`);
    const [a, b] = await play(`${receiver} -v -l ${port} > ${got}`, port, `${sender} -v 127.0.0.1 ${port} < ${file}`);
    expect([a.code, b.code]).toEqual([0, 0]);
    expect(readFileSync(got).equals(bytes)).toBe(true);
    expect(a.err).toMatch(new RegExp(`^Listening on 0\\.0\\.0\\.0 ${port}\nConnection received on localhost \\d+\n`));
    expect(b.err).toMatch(new RegExp(`^Connection to 127\\.0\\.0\\.1 ${port} port \\[tcp/\\*\\] succeeded!\n`));
    if (receiver === OURS) expect(a.err.trimEnd().split('\n').at(-1)).toBe(`received ${SUM}`);
    if (sender === OURS) expect(b.err.trimEnd().split('\n').at(-1)).toBe(`sent ${SUM}`);
  });

  it('copies many files through tar and gzip and ends by itself', async () => {
    const port = await freePort();
    const target = join(folder, `target.${port}`);
    mkdirSync(target);
    const [a, b] = await play(
      `cd ${target}; ${receiver} -v -l ${port} | gunzip | tar vx`,
      port,
      `cd ${join(folder, 'many')}; tar vc * | gzip | ${sender} -v 127.0.0.1 ${port}`,
    );
    expect([a.code, b.code, a.out]).toEqual([0, 0, 'one\nthree\ntwo words\n']);
    for (const name of ['one', 'two words', 'three'])
      expect(readFileSync(join(target, name)).equals(readFileSync(join(folder, 'many', name)))).toBe(true);
  });
});

/** On a terminal of its own. */
const onTerminal = (line: string): Running => startOther('script', ['-qfec', line, '/dev/null']);

needs('script').describe('on terminals', () => {
  it('two people chat', async () => {
    const port = await freePort();
    const pi = onTerminal(`${OURS} -v -l ${port}`);
    await untilListening(port);
    const pc = onTerminal(`${OURS} -v 127.0.0.1 ${port}`);
    await pc.shows('succeeded!');
    pc.type('Hello Raspi\r');
    await pi.shows('Hello Raspi');
    pi.type('Hello PC :)\r');
    await pc.shows('Hello PC :)');
    pc.type('\u0004');
    await pi.exit;
    expect(await pc.exit).toBe(0);
    expect(pi.out.toString()).toContain(`Listening on 0.0.0.0 ${port}\r\nnc: 0.0.0.0 ${port} can be reached from other machines\r\n`);
    expect(pi.out.toString()).not.toContain('sha256');
  });

  it('the sum of a copy takes a line of its own where the screen is narrow', async () => {
    const port = await freePort();
    const receiver = shell(`${OURS} -l 127.0.0.1 ${port}`);
    await untilListening(port);
    const sender = onTerminal(`stty cols 60; printf text | ${OURS} -N -v 127.0.0.1 ${port}`);
    await Promise.all([sender.exit, receiver]);
    expect(sender.out.toString()).toContain(`sent 4 B,\r\nsha256 ${createHash('sha256').update('text').digest('hex')}\r\n`);
  });

  it.each([
    ['is shown instead', '', 'a\\x1b]0;title\\x07b\\x9bc\r\n'],
    ['gets through where it is wanted', '--raw', 'a\u001b]0;title\u0007b\u00c2\u009bc\r\n'],
  ])('what would steer the terminal %s', async (_, option, shown) => {
    const port = await freePort();
    const sender = shell(`printf 'a\\033]0;title\\007b\\302\\233c\\n' | ${OURS} -N -l ${port}`);
    await untilListening(port);
    const terminal = onTerminal(`${OURS} ${option} -d 127.0.0.1 ${port}`);
    await Promise.all([terminal.exit, sender]);
    expect(terminal.out.toString('latin1')).toContain(shown);
  });

  it('a receiver on a terminal nudges a sender that does not say that it is done', async () => {
    const port = await freePort();
    const got = join(folder, `nudged.${port}`);
    const receiver = onTerminal(`${OURS} -v -l ${port} > ${got}`);
    await untilListening(port);
    const sender = startOther('bash', ['-c', `exec 3<>/dev/tcp/127.0.0.1/${port}; printf 'all of it' >&3; cat <&3; echo closed`]);
    await sender.shows('closed');
    await receiver.exit;
    expect(readFileSync(got, 'utf8')).toBe('all of it');
    expect(receiver.out.toString()).toContain('nc: nothing more for 3 s: told the sender that nothing comes back (-q -1 waits for ever)');
  });
});
