import type { OpenChannel } from '../../io/channel.ts';
import type { ProxyPlan } from './plan.ts';
import { quit } from './quit.ts';
import type { Run } from './run.ts';
export const dialProxy = (_p: ProxyPlan, _run: Run): Promise<OpenChannel> => Promise.reject(quit('later'));
