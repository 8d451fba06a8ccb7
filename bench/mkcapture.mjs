// Makes a capture to measure with: node bench/mkcapture.mjs FILE [FRAMES] [tcp|http|dns|tls|scan]
//
// tcp (the default): TCP alone, on ports that no protocol has; some segments are lost, late or answered with RST.
// http: half of the segments are whole requests and replies.  dns: lookups over UDP.  tls: versions 1.2 and 1.3.
// scan: as many conversations as frames.
// Ethernet and IPv4, 64 conversations at a time, all checksums right; the same words always make the same bytes.
import { dns } from './captures/dns.mjs';
import { http } from './captures/http.mjs';
import { randomFrom } from './captures/random.mjs';
import { scan } from './captures/scan.mjs';
import { tcp } from './captures/tcp.mjs';
import { tls } from './captures/tls.mjs';
import { openCapture } from './captures/writer.mjs';

const KINDS = { tcp, http, dns, tls, scan };
const AT_A_TIME = 64;

const [file, count = '1000000', kind = 'tcp'] = process.argv.slice(2);
const frames = Number(count);
if (file === undefined || !Number.isInteger(frames) || frames < 1 || !Object.hasOwn(KINDS, kind)) {
  process.stderr.write('usage: node bench/mkcapture.mjs FILE [FRAMES] [tcp|http|dns|tls|scan]\n');
  process.exit(2);
}

const capture = openCapture(file, frames);
const turns = randomFrom(0);
let begun = 0;
const begin = () => KINDS[kind](capture, randomFrom(++begun), begun);
const open = Array.from({ length: AT_A_TIME }, begin);
while (!capture.full()) {
  const i = turns.below(AT_A_TIME);
  if (open[i].next().done) open[i] = begin();
}
capture.close();
