/** Service `chargen`: lines of characters without end, each turned on by one, RFC 864. */
import type { OpenChannel } from '../../base/channel.ts';
import { discardIncoming } from '../../channels/lingering-close.ts';
import { datagramAnswer } from '../../serve/datagram-answer.ts';
import type { Service } from '../../serve/service.ts';

export const chargen: Service<void> = {
  name: 'chargen',
  title: 'Sends lines of characters until the client ends',
  spec: 'RFC 864',
  ports: { tcp: 19, udp: 19 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT | head',
  options: {},
  parse: () => {},
  serve: (channel) => (channel.facts.framing === 'datagram' ? answerDatagrams(channel) : send(channel)),
};

/** The printing characters of ASCII, the space among them. */
const [FIRST, CHARACTERS, WIDTH] = [32, 95, 72];
const LINE = WIDTH + 2;
/** So often all lines in one block, whose end meets its beginning. */
const TURNS = 4;

const block = (): Uint8Array => {
  const bytes = new Uint8Array(CHARACTERS * LINE * TURNS);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characterAt(Math.floor(i / LINE), i % LINE);
  return bytes;
};

const characterAt = (line: number, column: number): number => {
  if (column >= WIDTH) return column === WIDTH ? 13 : 10;
  return FIRST + ((line + column) % CHARACTERS);
};

/** Made for the first who needs it. */
let made: Uint8Array | undefined;
const lines = (): Uint8Array => {
  made ??= block();
  return made;
};

/** As much as the client takes: one block is on the way. What it sends is thrown away, its end is the end. */
const send = async (channel: OpenChannel): Promise<void> => {
  let ended = false;
  const listening = discardIncoming(channel, Number.POSITIVE_INFINITY).finally(() => {
    ended = true;
  });
  while (!ended && !channel.ledger.isOver) {
    await Promise.race([channel.write(lines()), listening]);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A line for each datagram. */
const answerDatagrams = async (channel: OpenChannel): Promise<void> => {
  let line = 0;
  for await (const question of channel.incoming) {
    const answer = datagramAnswer(channel, question, lines().subarray(line * LINE, (line + 1) * LINE));
    if (answer.length > 0) await channel.write(answer);
    line = (line + 1) % CHARACTERS;
  }
};
