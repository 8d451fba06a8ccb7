/** The packets of a conversation of our own, as a ladder, without any privilege. Prints: "ping\n" */
import { acceptAddress, echo, Ladder, openAddress, openRecorder, parseAddress, plainText, segmentOf, serve } from 'wirecat';

const { signal } = new AbortController();
const ladder = new Ladder();
const recorder = await openRecorder(
  {
    wire: { live: true, file: undefined },
    application: 'example',
    onTrouble: console.error,
    onPacket: (d) => {
      const segment = segmentOf(d);
      if (segment) for (const line of ladder.push(segment).lines) console.log(plainText(line));
    },
  },
  signal,
);
const serving = serve(echo, await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, signal), { most: 1 }, signal);
const channel = await openAddress(parseAddress(serving.addresses[0] ?? ''), {}, signal);
recorder.watch(channel);
await channel.write(new TextEncoder().encode('ping\n'));
await channel.end();
for await (const chunk of channel.incoming) console.log(`came back: ${String.fromCharCode(...chunk).trim()}`);
await serving.done;
