/** Echo: the client of an echo service: lines go out, come back, and the word `end` is the end. */
import type { OpenChannel } from '../io/base/channel.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import { wrappedChannel } from '../io/channels/wrapped-channel.ts';
import type { ConnectPlan } from './plan.ts';
import { converse, type Faces, openRecorded } from './session.ts';

/** Ends the conversation, and is not sent. */
const LAST = 'end';

/** Gives the exit code: 1 where not all came back. */
export const runEcho = (plan: ConnectPlan, open: OpenOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  openRecorded(plan, open, faces, signal, async (channel) => {
    const own: Faces = { ...faces, near: (role) => untilEnd(faces.near(role)) };
    const code = await converse(channel, own, signal, true);
    const { sent, received } = channel.ledger;
    faces.say(sent === received ? `all ${sent} bytes came back` : `${sent} bytes went out, and ${received} came back`);
    return sent === received ? code : 1;
  });

const untilEnd = (near: OpenChannel): OpenChannel =>
  wrappedChannel(near, { scheme: near.facts.scheme, incoming: linesUntilEnd(near.incoming), write: (chunk) => near.write(chunk) });

/** What is typed, up to a line that is the word and nothing else. */
export async function* linesUntilEnd(incoming: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let line = '';
  for await (const chunk of incoming) {
    const text = Buffer.from(chunk).toString('latin1');
    const at = endIn(line + text);
    if (at >= 0) {
      const before = text.slice(0, Math.max(0, at - line.length));
      if (before !== '') yield Buffer.from(before, 'latin1');
      return;
    }
    yield chunk;
    line = (line + text).slice((line + text).lastIndexOf('\n') + 1).slice(0, LONGEST);
  }
}
/** Of a line under way no more is kept than tells it from the word. */
const LONGEST = LAST.length + 2;

/** Where the last line begins. */
const endIn = (text: string): number => {
  const found = /(?:^|\n)(end\r?\n)/.exec(text);
  return found === null ? -1 : found.index + found[0].length - (found[1] ?? '').length;
};
