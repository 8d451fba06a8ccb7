/** Echo: the client of an echo service: lines go out, come back, and the word `end` is the end. */
import { saySession } from '../core/said.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import { wrappedChannel } from '../io/channels/wrapped-channel.ts';
import type { ConnectPlan } from './plan.ts';
import { converse, type Faces, openRecorded, tell } from './session.ts';

/** Ends the conversation, and is not sent. */
const LAST = 'end';

/** For programs: each line that came back, and at last how many bytes went out and came back. */
export type EchoRecord = { readonly back: string } | { readonly sent: number; readonly received: number };

/** Gives the exit code: 1 where not all came back. `record`: what comes back is told so, and not written. */
export const runEcho = (
  plan: ConnectPlan,
  open: OpenOptions,
  faces: Faces,
  record: ((record: EchoRecord) => void) | undefined,
  signal: AbortSignal,
): Promise<number> =>
  openRecorded(plan, open, faces, signal, async (channel) => {
    const lines = record && linesTo((back) => record({ back }));
    const own: Faces = { ...faces, near: (role) => untilEnd(faces.near(role), lines?.put) };
    const code = await converse(channel, own, signal, true);
    const { sent, received } = channel.ledger;
    lines?.end();
    record?.({ sent, received });
    tell(faces, saySession(sent === received ? 'allBack' : 'someBack', { sent: String(sent), received: String(received) }));
    return sent === received ? code : 1;
  });

const untilEnd = (near: OpenChannel, put?: (chunk: Uint8Array) => void): OpenChannel =>
  wrappedChannel(near, {
    scheme: near.facts.scheme,
    incoming: linesUntilEnd(near.incoming),
    write: async (chunk) => (put === undefined ? near.write(chunk) : put(chunk)),
  });

/** Tells each line without its end, and in the end what has none. */
export const linesTo = (tell: (line: string) => void): { put(chunk: Uint8Array): void; end(): void } => {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    put: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(line.replace(/\r$/, ''));
    },
    end: () => {
      rest += decoder.decode();
      if (rest !== '') tell(rest);
    },
  };
};

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
