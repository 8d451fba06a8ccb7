/** The frames of a capture that pass a filter, as rows: `node 04-read-capture.ts FILE FILTER`. Prints: [SYN] Seq=0 */
import { eachFrame, filter, protocols, readCapture, rowLine, rowOf } from 'wirecat';

const [path = 'src/protocols/tcp/tcp.pcapng', text = 'tcp.flags.syn == 1'] = process.argv.slice(2);

const { signal } = new AbortController();
const capture = await readCapture(path, signal);
await eachFrame(capture, { filter: filter(text, protocols), signal }, ({ d, times }) => {
  process.stdout.write(rowLine(rowOf(d, times.first ?? d.frame)));
  return true;
});
if (capture.fault) console.error(`${path}: ${capture.fault.text}`);
