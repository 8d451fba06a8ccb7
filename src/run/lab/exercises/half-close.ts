/** A lost half-close: one direction ends, and the answer comes afterwards, or is lost on the way. */
import { utf8 } from '../../../core/bytes.ts';
import type { Service } from '../../../io/serve/service.ts';
import { atPlace } from '../checks.ts';
import { endOf, lengthOf, packetsOf, resetOf, type Talk, textOf, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('halfClose');
const text = labText('halfClose');

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
    await channel.write(utf8(`${lines} lines, ${bytes} bytes`));
    // A client that has closed both directions answers with RST, which only a second write meets.
    await new Promise((resolve) => setTimeout(resolve, RESET_COMES));
    await channel.write(utf8('\n'));
  },
};

/** Milliseconds. */
const RESET_COMES = 30;

/** What the server said after the client's end. */
const answerAfterEnd = (talk: Talk) => {
  const end = endOf(talk, 0);
  return end && turnsOf(talk).find((t) => t.side === 1 && (t.packets[0] ?? 0) > end.number);
};

const afterFinding = (talk: Talk): Finding => {
  const end = endOf(talk, 0);
  const answer = answerAfterEnd(talk);
  if (end === undefined) return notYet(say('notEnded'));
  const packet = String(end.number);
  const reset = resetOf(talk);
  if (reset !== undefined) return notYet(say('closed', { packet: String(reset.number) }));
  if (answer === undefined || endOf(talk, 1) === undefined) return notYet(say('noAnswer', { packet }));
  return done(say('afterFound', { packet, answer: packetsOf(answer.packets), text: textOf(answer.bytes) }));
};

const lostFinding = (talk: Talk): Finding => {
  const [end, cut] = [endOf(talk, 0), resetOf(talk, 1) ?? endOf(talk, 1)];
  if (end === undefined || cut === undefined) return notYet(say('notOver'));
  if (lengthOf(talk, 0) === 0) return notYet(say('nothing'));
  if (lengthOf(talk, 1) > 0) return notYet(say('through'));
  return done(say('lostFound', { end: String(end.number), cut: String(cut.number) }));
};

export const halfClose: Exercise = {
  name: 'half-close',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'count', title: sayPlace('count'), service: counter, over: 'tcp' },
    { kind: 'relay', name: 'careless', title: sayPlace('careless'), over: 'tcp', to: 'count', careless: true },
  ],
  task: [text('counts'), text('careless')],
  goals: [
    { what: text('after'), hint: text('afterHint'), check: atPlace('count', labSayer('checks')('noClient'), afterFinding) },
    { what: text('lost'), hint: text('lostHint'), check: atPlace('careless', say('notThere'), lostFinding) },
  ],
  questions: [{ ask: text('must') }],
};
