/** Service `reqtime`: the time server of a lecture (exercise 9-1): it is asked `reqtime` and says its time; whoever asks otherwise is told so. */

import { utf8 } from '../../../core/bytes.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { strftime } from '../../../core/strftime.ts';
import { isReqtime } from '../../../protocols/reqtime/reqtime.ts';
import { lineFeed } from '../../../protocols/shared/text.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { datagramAnswer } from '../../serve/datagram-answer.ts';
import { type Service, type ServiceContext, sharedOptions } from '../../serve/service.ts';

export const reqtime: Service<string> = {
  name: 'reqtime',
  title: 'Says the time to whoever sends reqtime',
  spec: 'exercise 9-1',
  ports: { tcp: 50_007, udp: 50_007 },
  framings: ['stream', 'datagram'],
  example: 'echo reqtime | nc -N HOST PORT',
  options: { format: sharedOptions.format },
  parse: ({ format = sharedOptions.format.fallback }) => String(format),
  serve: (channel, context) => (channel.facts.framing === 'datagram' ? answerDatagrams(channel, context) : answerLines(channel, context)),
};

const WORD = 'reqtime';
const WHAT_TO_SEND = `send ${WORD}, and you get the time`;

const answerTo = (question: Uint8Array, { options, now }: ServiceContext<string>): string => {
  const end = lineFeed(question, 0, question.length) >= 0 ? '\n' : '';
  return (isReqtime(question, 0, question.length) ? strftime(options, new Date(now())) : WHAT_TO_SEND) + end;
};

/** Another machine may be told no more than it said, and `reqtime` is shorter than a time: blanks behind the word make room. */
const answerDatagrams = async (channel: OpenChannel, context: ServiceContext<string>): Promise<void> => {
  for await (const question of channel.incoming) {
    const answer = utf8(answerTo(question, context));
    const fit = datagramAnswer(channel, question, answer, USE_TCP);
    if (fit.length < answer.length)
      context.say(
        `${channel.remote} asked with ${question.length} bytes over UDP, too few for a whole answer: blanks behind the word, or TCP`,
      );
    if (fit.length > 0) await channel.write(fit);
  }
};
const USE_TCP = utf8('use tcp');

/** Line by line, and what ends no line as it came, as the programs of the lecture send it; but not half the word. */
const answerLines = async (channel: OpenChannel, context: ServiceContext<string>): Promise<void> => {
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of channel.incoming) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (let feed = lineFeed(held, 0, held.length); feed >= 0; feed = lineFeed(held, 0, held.length)) {
      await channel.write(utf8(answerTo(held.subarray(0, feed + 1), context)));
      held = held.subarray(feed + 1);
    }
    if (held.length === 0 || isHalfTheWord(held)) continue;
    await channel.write(utf8(answerTo(held, context)));
    held = held.subarray(held.length);
  }
  if (held.length > 0) await channel.write(utf8(answerTo(held, context)));
};

const isHalfTheWord = (held: Uint8Array): boolean => held.length < WORD.length && WORD.startsWith(fromLatin1(held, 0, held.length));
