/** A lost half-close: one direction ends, and the answer comes afterwards, or is lost on the way. */
import { utf8 } from '../../../core/bytes.ts';
import type { Service } from '../../../io/serve/service.ts';
import { atPlace } from '../checks.ts';
import { endOf, lengthOf, packetsText, quoted, resetOf, type Talk, turnsOf } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

/** Says how much it got when its client has ended, and not before. */
const counter: Service<void> = {
  name: 'count',
  title: 'Counts what it gets, and answers at the end',
  spec: '',
  ports: {},
  framings: ['stream'],
  example: 'wirecat HOST PORT',
  options: {},
  parse: () => {},
  serve: async (channel) => {
    let [bytes, lines] = [0, 0];
    for await (const chunk of channel.incoming) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines++;
    }
    await channel.write(utf8(`${lines} lines, ${bytes} bytes\n`));
  },
};

/** What the server said after the client's end. */
const answerAfterEnd = (talk: Talk) => {
  const end = endOf(talk, 0);
  return end && turnsOf(talk).find((t) => t.side === 1 && (t.packets[0] ?? 0) > end.number);
};

export const halfClose: Exercise = {
  name: 'half-close',
  title: 'a half-close that is lost',
  from: 'Inter process communication 2: shutdown and close',
  places: [
    { kind: 'serve', name: 'count', title: 'server: count', service: counter, over: 'tcp' },
    { kind: 'relay', name: 'careless', title: 'behind a careless relay', over: 'tcp', to: 'count', careless: true },
  ],
  task: [
    'The server on {count} counts lines, and answers when its client has ended its direction (shutdown with SHUT_WR, nc -N). Send it two lines, and see the count come after your FIN.',
    'A relay on {careless} leads to the same server, and closes both directions as soon as one ends. Send the same there.',
  ],
  goals: [
    {
      what: 'the answer came after the client’s end',
      hint: "printf 'one\\ntwo\\n' | wirecat {count}",
      check: atPlace('count', 'nobody has connected yet', (talk) => {
        const end = endOf(talk, 0);
        const answer = answerAfterEnd(talk);
        if (end === undefined) return notYet('the client has not ended its direction yet: only then the server answers');
        if (answer === undefined) return notYet(`packet ${end.number} ended it, and no answer has come yet`);
        return done(
          `packet ${end.number} ends what the client says, and ${packetsText(answer.packets)} still brings ${quoted(answer.bytes)}`,
        );
      }),
    },
    {
      what: 'the answer was lost on the way',
      hint: "printf 'one\\ntwo\\n' | wirecat {careless}",
      check: atPlace('careless', 'nobody has connected yet', (talk) => {
        const [end, cut] = [endOf(talk, 0), resetOf(talk) ?? endOf(talk, 1)];
        if (end === undefined || cut === undefined) return notYet('it is not over yet');
        if (lengthOf(talk, 0) === 0) return notYet('nothing was sent, so nothing was lost');
        if (lengthOf(talk, 1) > 0) return notYet('an answer came through: try again');
        return done(`after packet ${end.number} the relay has closed everything with packet ${cut.number}: the count never came`);
      }),
    },
  ],
  questions: [{ ask: 'What must a relay do when one direction ends?' }],
};
