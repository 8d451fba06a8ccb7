/** Carries out `get`: what it opens is recorded. */
import { saySession } from '../core/said.ts';
import { insecureAddress, openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import { get } from '../io/get/get.ts';
import type { GetFaces, GetPlan, TakeContent } from '../io/http/client.ts';
import type { WirePlan } from './plan.ts';
import { recordRefusals } from './refusals.ts';
import { closeRecorder, type Faces, recorderFor, tell } from './session.ts';

export interface GetRules {
  readonly open: OpenOptions;
  readonly insecure: boolean;
  readonly wire: WirePlan;
  readonly edit: GetFaces['edit'];
}

/** Gives the exit code: 1 where the server says that it could not (a status from 400 on). */
export const runGet = async (plan: GetPlan, rules: GetRules, take: TakeContent, faces: Faces, signal: AbortSignal): Promise<number> => {
  const recorder = await recorderFor(rules.wire, faces, signal);
  const told = { ...rules.open, onTrouble: (error: Error) => faces.warn(error), onAttemptFailed: recordRefusals(recorder) };
  const connect: GetFaces['connect'] = async (address) => {
    const at = parseAddress(address);
    const channel = await openAddress(rules.insecure ? insecureAddress(at) : at, told, signal);
    recorder.watch(channel);
    tell(faces, saySession('connected', channel));
    return channel;
  };
  const { edit } = rules;
  const near: GetFaces = { application: faces.application, say: (text) => faces.say(text), connect, ...(edit && { edit }) };
  try {
    return (await get(plan, near, take, signal)) ? 0 : 1;
  } finally {
    await closeRecorder(recorder, faces);
  }
};
