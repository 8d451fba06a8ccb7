/** `wirecat step`: the calls of the system on sockets, typed one at a time, each with what it returned and the packets that it caused. */
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { visible } from '../../core/text.ts';
import { ioError } from '../../io/base/errors.ts';
import { socketCalls } from '../../io/host/socket-calls.ts';
import { resolveName } from '../../io/net/hosts.ts';
import { type SocketRow, type StepFace, StepSession } from '../../io/step/step-session.ts';
import { StepSockets } from '../../io/step/step-sockets.ts';
import { recorded } from '../../run/session.ts';
import { shownOf } from '../../run/workbench/step-console.ts';
import { blocksLine, helpLines, returnLines, socketLines } from '../../view/step-lines.ts';
import type { Line } from '../../view/text.ts';
import { stepWords } from '../../view/words/ladder-words.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { canEdit, facesFor } from '../talk/faces.ts';
import { wireOptions, wirePlan } from '../talk/options.ts';
import { CommandConsole, recite } from '../terminal/command-console.ts';
import { fitted, paint } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';

/** Milliseconds that typing waits for a call. */
const PATIENCE = 250;
/** Calls that may block at once: each has a thread of Node's pool, which must be told before its first use. */
const MOST_BLOCKED = '64';

export const command: Command = defineCommand({
  name: 'step',
  summary: 'make the calls on sockets one at a time, and see what each returns and causes',
  group: 'Learn',
  usage: ['', 'FILE'],
  operands: [{ name: 'FILE', optional: true, complete: 'file' }],
  details: [
    'Each line is one call of the system, made at once: s = socket tcp, bind s 127.0.0.1:7007, listen s 5, c = accept s, connect, send, recv, sendto, recvfrom, shutdown, close. As in programs is fine, too: s.bind(("", 7007)), int c = accept(s, NULL, NULL);. Told are what it returned, how long it blocked, the state of each socket of which something has changed, and the packets.',
    'A call that blocks goes on beside what is typed next. code c, code python and code ts print the same program; help lists the calls; end closes everything.',
    'Lines may come from a pipe or a FILE: each call is waited for, unless its line ends with &. Linux, with the optional package koffi.',
  ],
  options: {
    json: { help: 'an object a line for each call' },
    ...wireOptions,
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat step', says: 'then: s = socket tcp; bind s 127.0.0.1:7007; listen s 1; c = accept s' },
    { line: 'wirecat step server.steps -w steps.pcapng', says: 'calls from a file, their packets kept' },
  ],
  run: async ({ options, words }, context) => {
    process.env['UV_THREADPOOL_SIZE'] ??= MOST_BLOCKED;
    const calls = await socketCalls(context.program);
    const script = words[0] === undefined ? undefined : scriptOf(words[0]);
    const types = script === undefined && isatty(0) && canEdit(context) && !options.json;
    const screen = types ? new CommandConsole(context, 'step') : undefined;
    const plan = wirePlan(options, context);
    const { faces, close } = facesFor(
      { ...options, raw: false },
      { ...plan, live: plan.live && !options.json },
      context,
      'watch',
      screen?.print,
    );
    const face = options.json ? jsonFace(context) : textFace(context, screen?.print ?? ((text) => context.out.line(text)));
    try {
      return await recorded({ wire: plan }, faces, context.signal, async (recorder) => {
        const sockets = new StepSockets(calls, {
          tap: recorder.tapAs(() => ({})),
          attempted: recorder.attempted,
          resolve: async (name, family) => {
            const [first] = await resolveName(name, family === 'AF_INET6' ? 6 : 4, context.program, context.signal);
            return first?.address ?? name;
          },
        });
        const session = new StepSession(sockets, face, types ? PATIENCE : Number.POSITIVE_INFINITY);
        try {
          const line = (text: string): Promise<boolean> => session.line(text);
          if (screen === undefined) await recite(script ?? typedLines(process.stdin, context.signal), line, context);
          else {
            screen.print(fitted(stepWords(context.language).text({ area: 'step', key: 'greeting', slots: {} }), context.out));
            await screen.each(line);
          }
          return 0;
        } finally {
          await session.close();
        }
      });
    } finally {
      screen?.close();
      close();
    }
  },
});

const scriptOf = (file: string): readonly Uint8Array[] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((text) => Buffer.from(text));
  } catch (cause) {
    throw ioError(file, 'a file with calls', cause);
  }
};

const textFace = ({ out, language }: Context, print: (text: string) => void): StepFace => {
  const said = stepWords(language);
  const put = (lines: readonly Line[]): void => {
    if (lines.length > 0) print(lines.map((l) => fitted(paint(l, out.style), out, 9)).join('\n'));
  };
  return {
    returned: (returned) => put([...returnLines(shownOf(returned), said), ...socketLines(returned.changed, said)]),
    blocks: (step, shown) => put([blocksLine(step, shown, said)]),
    lines: (lines) => print(lines.map((text) => visible(text)).join('\n')),
    help: (calls) => put(helpLines(calls, said)),
    table: (rows) => put(socketLines(rows, said)),
  };
};

const jsonFace = ({ out }: Context): StepFace => {
  const put = (value: object): void => out.line(JSON.stringify(value));
  return {
    returned: ({ step, shown, called, made, changed }) =>
      put({
        step,
        call: shown,
        ...called,
        ...(called.bytes && { bytes: Buffer.from(called.bytes).toString('hex') }),
        made,
        sockets: changed,
      }),
    blocks: (step, shown) => put({ step, call: shown, blocks: true }),
    lines: (lines) => put({ lines }),
    help: (calls) => put({ lines: calls.map(({ usage }) => usage) }),
    table: (rows: readonly SocketRow[]) => put({ sockets: rows }),
  };
};
