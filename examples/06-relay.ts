/** A relay between a client and an echo service, with the packets of both its sides as rows. Prints: [PSH, ACK] Seq=1 Ack=1 */
import { acceptAddress, echo, link, openAddress, openRecorder, parseAddress, rowLine, rowOf, serve } from 'wirecat';

const { signal } = new AbortController();
const local = parseAddress('tcp:127.0.0.1:0');
const serving = serve(echo, await acceptAddress(local, {}, signal), { most: 1 }, signal);
const listener = await acceptAddress(local, {}, signal);

const recorder = await openRecorder(
  {
    wire: { live: true, file: undefined },
    application: 'example',
    onTrouble: console.error,
    onPacket: (d, { first }) => console.log(rowLine(rowOf(d, first ?? d.frame)).trimEnd()),
  },
  signal,
);
const client = await openAddress(parseAddress(listener.addresses[0] ?? ''), {}, signal);
for await (const accepted of listener) {
  const target = await openAddress(parseAddress(serving.addresses[0] ?? ''), {}, signal);
  for (const channel of [accepted, target]) recorder.watch(channel);
  const relay = link(accepted, target, {}, signal);
  await client.write(new TextEncoder().encode('ping\n'));
  await client.end();
  for await (const chunk of client.incoming) console.log(`came back: ${chunk.length} bytes`);
  await relay.done;
  break;
}
