/** `wirecat page [FILE]`, and `wirecat` without words: the workbench in a browser, and the same conversation in the terminal. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { type Command, defineCommand } from '../command/command.ts';
import { LessonFace, recite } from '../talk/lesson-face.ts';
import { hasLines } from '../terminal/has-lines.ts';

export const command: Command = defineCommand({
  name: 'page',
  summary: 'the workbench: talk, serve and watch in a browser',
  group: 'Look',
  operands: [{ name: 'FILE', complete: 'file', optional: true, repeat: true }],
  details: [
    'Opens a page on this machine alone and prints its address; on a desktop a browser opens it. An echo service runs and a client of it talks, so that there is something to see: what is typed here or on the page becomes packets in both. FILE is a capture to look at, or capture:eth0 an interface; others can be dropped on the page, or captured from there.',
    'The address carries a token, which lets in who has it. Everything stays until Ctrl-C. `wirecat` without words does the same, unless standard input has lines: those are sent, their packets drawn, and it ends, as with `wirecat start`.',
  ],
  options: {
    port: { value: 'PORT', kind: 'integer', min: 0, max: 65535, fallback: '0', help: 'where the page listens; 0: any port that is free' },
    open: { negatable: true, help: 'whether a browser is opened; by default where there is a desktop' },
    'ui-control': { negatable: true, help: 'whether the page may start, stop, open and close; by default it may' },
    share: {
      help: 'others on the network may look on, over TLS with a self-made certificate, with a join code; nothing but looking is possible',
    },
    'share-on': { value: 'ADDRESS', help: 'where they come: HOST or HOST:PORT of this machine; otherwise all its addresses, any port' },
    write: {
      short: 'w',
      value: 'FILE',
      help: 'where all packets are kept; otherwise those that the page shows are, in a new temporary folder',
      complete: 'file',
    },
    'or-lines': { hidden: true, help: 'what `wirecat` without words does' },
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat', says: 'the page, with a conversation to begin with' },
    { line: 'wirecat page capture:lo', says: 'the packets of an interface, while they pass' },
    { line: 'wirecat page talk.pcapng', says: 'a capture of any size; packets, fields, bits and bytes' },
    { line: 'wirecat page --share', says: 'a class follows on its own screens: address, join code and fingerprint are printed' },
    { line: 'wirecat --no-page', says: 'the conversation in the terminal alone' },
  ],
  run: async ({ options, words }, context) => {
    const file = options.write ?? join(mkdtempSync(join(tmpdir(), 'wirecat-')), 'talk.pcapng');
    if (options['or-lines'] && !isatty(0) && (await hasLines(process.stdin))) return recite(new LessonFace(file, false, context), context);
    // Calls of the step console that block have a thread each, and how many there are must be told before the first is used.
    process.env['UV_THREADPOOL_SIZE'] ??= '64';
    const { showPage } = await import('../talk/page-session.ts');
    const { port, open } = options;
    const share = options['share-on'] ?? (options.share ? '' : undefined);
    return showPage(
      { file, isComplete: options.write !== undefined, port, open, files: words, mayControl: options['ui-control'] ?? true, share },
      context,
    );
  },
});
