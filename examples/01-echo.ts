/** An echo service and a client that talks to it, in one process. Prints: here is a message */
import { acceptAddress, echo, openAddress, parseAddress, serve } from 'wirecat';

const { signal } = new AbortController();

const listener = await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, signal);
const serving = serve(echo, listener, { most: 1 }, signal);

const channel = await openAddress(parseAddress(listener.addresses[0] ?? ''), {}, signal);
await channel.write(new TextEncoder().encode('here is a message\n'));
await channel.end();
for await (const chunk of channel.incoming) process.stdout.write(chunk);
await serving.done;
