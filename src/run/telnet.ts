/** Carries out `telnet`: opens the address, negotiates, and joins it to a terminal or a program, with its packets. */
import type { OpenChannel } from '../io/base/channel.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import { closingText } from '../io/base/ledger.ts';
import { TelnetClient, type TelnetFace } from '../io/telnet/client.ts';
import { type ConnectPlan, portOf } from './plan.ts';
import { type Faces, openRecorded, stopped } from './session.ts';

/** The far side of a conversation by Telnet. */
export interface TelnetNear extends TelnetFace {
  /** It may type from here on. */
  join(client: TelnetClient): void;
  /** The conversation is over. */
  leave(): void;
}

/** Ports on which a client begins to negotiate; on others it answers only. */
const OWN_PORTS: ReadonlySet<number> = new Set([23, 992]);

/** Gives the exit code: 0 where the conversation ended in order. `begins`: asks for options on any port. */
export const runTelnet = (
  plan: ConnectPlan,
  open: OpenOptions,
  near: TelnetNear & { readonly begins: boolean },
  faces: Faces,
  signal: AbortSignal,
): Promise<number> =>
  openRecorded(plan, open, faces, signal, async (channel) => {
    const client = new TelnetClient(channel, near);
    if (near.begins || OWN_PORTS.has(portOf(plan.to) ?? 0)) client.begin();
    near.join(client);
    await stopped(signal, converse(client, channel), () => {
      channel.close();
      return () => channel.abort(new Error('stopped'));
    });
    near.leave();
    const closing = await channel.ledger.closing;
    faces.say(closingText(closing, channel.facts, faces.words));
    if (closing.error !== undefined && !signal.aborted) faces.warn(closing.error);
    return closing.error === undefined ? 0 : 1;
  });

/** Until both sides have ended; what the ledger tells is not told twice. */
const converse = async (client: TelnetClient, channel: OpenChannel): Promise<void> => {
  try {
    await client.run();
    await client.flushed();
  } catch {
    // in the ledger
  }
  channel.close();
  await channel.ledger.closing;
};
