/** `wirecat chat`: people, rooms and a history for whoever connects, with nc, telnet or wirecat; the host sees and speaks. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { type InputReader, inputChannel, inputReader } from '../../io/endpoints/stdio/input.ts';
import { Chat, LISTEN_FIRST } from '../../io/serve/chat.ts';
import { isChatName } from '../../io/serve/chat-rooms.ts';
import type { Service } from '../../io/serve/service.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { groupDeclaration, groupOptions, runGroupService } from '../talk/group-service.ts';
import { boundedOutput } from '../terminal/bounded-output.ts';

const { raw: _, ...options } = groupOptions;

export const command: Command = defineCommand({
  ...groupDeclaration,
  name: 'chat',
  summary: 'hold a chat that nc, telnet and IRC users can join as they are',
  details: [
    'Type lines to speak; /help lists what else can be typed, by you and by everybody else. You see every room. Ctrl-C ends it.',
    "What a person says is shown as '<name> text'; a line that begins with '* ' is the chat's own, and nobody can type one. Control characters are made visible.",
    'A client of IRC (irssi, weechat) is known by its first words; the rooms are its channels, #lobby the first.',
    'Who does not read has up to --queue bytes waiting, and is dropped then. Nobody waits for anybody.',
    ADDRESS_HELP,
  ],
  options: {
    name: { value: 'NAME', fallback: 'host', help: 'be called NAME' },
    history: { value: 'N', kind: 'integer', min: 0, max: 1000, fallback: '20', help: 'lines that a newcomer is shown' },
    speed: {
      value: 'N',
      kind: 'integer',
      min: 1,
      fallback: '20',
      help: 'lines a second that one may say; more have to wait',
      group: 'Limits',
    },
    longest: { value: 'SIZE', kind: 'size', min: 1, max: 65_536, fallback: '2000', help: 'bytes of a line at most', group: 'Limits' },
    ...options,
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat chat 6000', says: 'and in other terminals: nc 127.0.0.1 6000' },
    { line: 'wirecat chat 6667', says: 'and: irssi -c 127.0.0.1, then /join #lobby' },
    { line: 'wirecat chat 0.0.0.0:6000 --allow 192.0.2.0/24 --name ann', says: 'for one network' },
  ],
  run: async ({ options: given, words }, context) => {
    const { name: host, history, speed: rate, longest, queue } = given;
    if (!isChatName(host)) throw new UsageError(`${context.program} --name`, sayWrong('chatName'), host);
    return runGroupService({ ...given, raw: false }, words, context, ({ typist }) => {
      const lines = boundedOutput(context.out, 'unshownLines', context.said, typist && ((text) => typist.print(text)));
      const chat = new Chat({
        host,
        listenFirst: LISTEN_FIRST,
        history,
        rate,
        longest,
        queue,
        onLine: (line) => lines.put(() => line),
        time: timeOfDay,
      });
      if (typist !== undefined) {
        const typed = typist.channel('acceptor');
        void hear(typed.incoming, chat);
        return { service: serviceOf(chat), leave: () => typed.close() };
      }
      const input = inputReader(inputChannel('wirecat'));
      void hear(chunksOf(input), chat);
      return { service: serviceOf(chat), leave: () => input.release() };
    });
  },
});

const serviceOf = (chat: Chat): Service => ({
  name: 'chat',
  title: 'People, rooms and a history',
  spec: 'RFC 2812',
  ports: {},
  framings: ['stream'],
  example: 'nc HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel, { signal }) => chat.serve(channel, signal),
});

/** The host's lines; the end of standard input ends nothing. */
const hear = async (chunks: AsyncIterable<Uint8Array>, chat: Chat): Promise<void> => {
  for await (const chunk of chunks) chat.hostTypes(chunk);
};

async function* chunksOf(input: InputReader): AsyncGenerator<Uint8Array, void> {
  for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) yield chunk;
}

const timeOfDay = (): string => new Date().toTimeString().slice(0, 5);
