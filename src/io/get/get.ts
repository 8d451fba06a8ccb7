/** What a URL names, fetched by hand by the protocol of its scheme. */
import { type GetFaces, type GetPlan, getByHand, type TakeContent } from '../http/client.ts';
import { getByFtp } from './ftp.ts';

/** Whether it was there: false where the server said that it could not (a status from 400 on). */
export const get = async (plan: GetPlan, faces: GetFaces, take: TakeContent, signal: AbortSignal): Promise<boolean> => {
  if (plan.place.scheme !== 'ftp') return (await getByHand(plan, faces, take, signal)) < 400;
  await getByFtp(plan, faces, take, signal);
  return true;
};
