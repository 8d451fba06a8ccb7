/** A service that connects for others, and an echo service to be connected to. */

import { networkInterfaces } from 'node:os';
import { lineText } from '../src/core/said.ts';
import type { OpenChannel } from '../src/io/base/channel.ts';
import { tcp } from '../src/io/endpoints/tcp/tcp.ts';
import { serve } from '../src/io/serve/serve.ts';
import type { Given, Service } from '../src/io/serve/service.ts';
import { serviceContext } from '../src/io/serve/service-context.ts';
import { echo } from '../src/io/services/echo/echo.ts';

export interface Proxied {
  /** Of the echo service. */
  readonly target: string;
  readonly port: number;
  readonly said: readonly string[];
  /** An address of this machine by which it can be reached as from another; undefined where there is none. */
  readonly away: string | undefined;
  /** Connects, and sends something. */
  call(first?: Uint8Array, host?: string): Promise<OpenChannel>;
  close(): void;
}

export const proxied = async <O>(
  service: Service<O>,
  given: Readonly<Record<string, unknown>> = {},
  on = '127.0.0.1:0',
): Promise<Proxied> => {
  const stop = new AbortController();
  const { signal } = stop;
  const said: string[] = [];
  const accept = (at: string) => tcp.accept?.(tcp.parse(at), {}, signal);
  const [own, beside] = [await accept(on), await accept('127.0.0.1:0')];
  if (own === undefined || beside === undefined) throw new Error('tcp can be listened on');
  serve(
    service,
    own,
    { context: serviceContext(service.parse(given as Given), { say: (line) => said.push(lineText(line)) }, signal) },
    signal,
  );
  serve(echo, beside, {}, signal);
  const [target = ''] = beside.addresses;
  const port = (own.addresses[0] ?? '').split(':').at(-1) ?? '';
  return {
    target,
    port: Number(target.split(':').at(-1)),
    said,
    away: Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find((each) => each.family === 'IPv4' && !each.internal)?.address,
    call: async (first, host = '127.0.0.1') => {
      const channel = await tcp.open(tcp.parse(`${host}:${port}`), {}, signal);
      if (first !== undefined) await channel.write(first);
      return channel;
    },
    close: () => stop.abort(new Error('the test is over')),
  };
};
