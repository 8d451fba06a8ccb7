/** Carries out `dig`: what it opens is recorded. */
import { errorText } from '../core/fault.ts';
import { english } from '../core/said.ts';
import { openAddress, parseAddress } from '../io/address/address.ts';
import { type DigFaces, type DigPlan, type DigReply, dig } from '../io/dig/dig.ts';
import type { WirePlan } from './plan.ts';
import { closeRecorder, type Faces, recorderFor, tell } from './session.ts';

/** Gives the exit code: 0 where a server answered, whatever it said. */
export const runDig = async (
  plan: DigPlan,
  wire: WirePlan,
  take: (reply: DigReply) => void,
  faces: Faces,
  signal: AbortSignal,
): Promise<number> => {
  const recorder = await recorderFor(wire, faces, signal);
  const connect: DigFaces['connect'] = async (address, onTrouble) => {
    const channel = await openAddress(parseAddress(address), { onTrouble, onUnanswered: recorder.attempted }, signal);
    recorder.watch(channel);
    return channel;
  };
  try {
    take(
      await dig(
        plan,
        { say: (said) => tell(faces, said), warn: (error) => faces.say(errorText(error, faces.words ?? english)), connect },
        signal,
      ),
    );
    return 0;
  } finally {
    await closeRecorder(recorder, faces);
  }
};
