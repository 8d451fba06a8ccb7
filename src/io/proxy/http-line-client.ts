/**
 * CONNECT as programs ask for it that read an answer line by line: the status line alone decides, before the headers have come, and who asks is
 * said at once or not at all.
 */
import { IoError } from '../../core/fault.ts';
import type { HttpRefusal } from '../../core/refusal.ts';
import { visible } from '../../core/text.ts';
import type { OpenChannel } from '../base/channel.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Target, targetText } from './target.ts';

export interface HttpLineTunnel {
  readonly to: Target;
  /** The value of Proxy-Authorization. */
  readonly authorization?: string | undefined;
  /** Bytes that a line may have, its end left out. */
  readonly longestLine: number;
  readonly mostHeaders: number;
}

/** Resolves when the channel below is the tunnel, with what came behind the answer. Rejects with an IoError or the signal's reason. */
export const httpLineHandshake = async (below: OpenChannel, t: HttpLineTunnel, signal: AbortSignal): Promise<Uint8Array> => {
  const place = `http-connect:${targetText(t.to)}`;
  let stage: 'status line' | 'headers' = 'status line';
  const reader = new ChannelReader(below, place, signal, (cut) => ({ by: 'http', stage, ...cut }));
  const nextLine = async (): Promise<string> => {
    const line = (await reader.line(t.longestLine + 1)).replaceAll('\r', '');
    if (line.length <= t.longestLine) return line;
    throw tooMuch(place, `a line of at most ${t.longestLine} bytes`, { by: 'http', stage, wrong: 'length', got: line.length });
  };
  await below.write(request(t));
  checkStatus(await nextLine(), place);
  stage = 'headers';
  for (let lines = 0; lines <= t.mostHeaders; lines++) if ((await nextLine()) === '') return reader.rest();
  throw tooMuch(place, `at most ${t.mostHeaders} headers`, { by: 'http', stage, wrong: 'count', got: t.mostHeaders + 1 });
};

const request = ({ to, authorization }: HttpLineTunnel): Uint8Array => {
  const who = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  return Buffer.from(`CONNECT ${targetText(to)} HTTP/1.0\r\n${who}\r\n`);
};

const checkStatus = (line: string, place: string): void => {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1];
  if (status === '200') return;
  const at: HttpRefusal =
    status === undefined
      ? { by: 'http', stage: 'status line', wrong: 'form', line }
      : { by: 'http', stage: 'status', wrong: 'status', got: Number(status), line };
  const code = status === undefined ? 'EPROTO' : 'EPROXY';
  throw new IoError(place, code, `expected the proxy to connect, got ${JSON.stringify(visible(line.slice(0, 80)))}`, undefined, at);
};

const tooMuch = (place: string, expected: string, at: HttpRefusal): IoError =>
  new IoError(place, 'EPROTO', `expected ${expected}, got more`, undefined, at);
