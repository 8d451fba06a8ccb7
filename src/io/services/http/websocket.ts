/** WebSocket on a path of the server (RFC 6455): each message comes back as it went. */

import { thrownLine } from '../../../core/fault.ts';
import { english, sayTrouble } from '../../../core/said.ts';
import { parseRequest } from '../../http/head.ts';
import { refusalOf, upgraded } from '../../ws/handshake.ts';
import type { Exchange } from './exchange.ts';
import { StatusError } from './status-error.ts';

export const ECHO_PATH = '/echo';

const LARGEST = 1 << 20;

export const asksForWebSocket = ({ get }: Exchange['request']): boolean => /\bwebsocket\b/i.test(get('upgrade') ?? '');

/** Until the client has closed. Rejects with a StatusError, the connection untouched, where it asks for something else. */
export const webSocketEcho = async ({ channel, request, reader, context, isSecure }: Exchange): Promise<void> => {
  const asked = parseRequest(Buffer.from(request.bytes).toString('latin1'));
  const scheme = isSecure ? 'wss' : 'ws';
  const [status, because = sayTrouble('wsNoRequest')] = asked === undefined ? [400] : (refusalOf(asked, {}, scheme) ?? []);
  if (asked === undefined || status !== undefined) {
    const fields =
      status === 426
        ? ([
            ['Upgrade', 'websocket'],
            ['Sec-WebSocket-Version', '13'],
          ] as const)
        : [];
    throw new StatusError(status ?? 400, `no WebSocket: ${english.text(because)}`, { fields });
  }
  const ws = await upgraded(channel, asked, { early: reader.rest(), options: { limit: LARGEST }, scheme, mirrors: true });
  try {
    for await (const message of ws.incoming) await ws.write(message);
    await ws.end();
  } catch (error) {
    if (!channel.ledger.isOver) context.say([`${channel.remote}: `, ...thrownLine(error)]);
  }
};
