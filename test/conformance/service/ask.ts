/** Asks a service one thing and gives all that it says: for services that say little. */
import { acceptAddress, openAddress, parseAddress } from '../../../src/io/address/address.ts';
import type { OpenChannel } from '../../../src/io/base/channel.ts';
import { serve } from '../../../src/io/serve/serve.ts';
import type { Service } from '../../../src/io/serve/service.ts';
import { type ContextOptions, serviceContext } from '../../../src/io/serve/service-context.ts';
import { readAll } from '../endpoint/suite.ts';

export interface Asked {
  /** Sends it and ends; what came until the end of the server. */
  ask(text: string): Promise<string>;
  call(): Promise<OpenChannel>;
}

/** The service on a real socket of this machine, `udp:` or `tcp:`, with a context of its own. */
export const serving = async <O>(
  service: Service<O>,
  signal: AbortSignal,
  given: object = {},
  context: ContextOptions = {},
  scheme: 'tcp' | 'udp' = 'tcp',
): Promise<Asked> => {
  const options = service.parse(given);
  await service.ready?.(options, signal);
  const listener = await acceptAddress(parseAddress(`${scheme}:127.0.0.1:0`), {}, signal);
  serve(service, listener, { context: serviceContext(options, context, signal) }, signal);
  const call = (): Promise<OpenChannel> => openAddress(parseAddress(`${scheme}:${listener.addresses[0]}`), {}, signal);
  const ask = async (text: string): Promise<string> => {
    const channel = await call();
    await channel.write(Buffer.from(text, 'latin1'));
    if (scheme === 'udp') {
      const { value } = await channel.incoming[Symbol.asyncIterator]().next();
      channel.close();
      return Buffer.from(value as Uint8Array).toString('latin1');
    }
    await channel.end();
    return Buffer.from(await readAll(channel)).toString('latin1');
  };
  return { ask, call };
};
