/** A frame from a hex dump, decoded. Prints: Time to Live: 128 */
import { dissect, findNode, LinkType, NOTHING_KNOWN, parseHexDump, plainText, protocols, treeLines, treeOf } from 'wirecat';

const [pasted] = parseHexDump(`
0000 08 00 7f 20 00 64 00 16 ea e3 54 e6 08 00 45 00
0010 00 3a 2c 7a 40 00 80 06 f4 a5 80 ed fc a3 80 02
0020 dc 0a d8 0a 3b 6d f4 a4 99 6c 75 de 71 6a 50 18
0030 3f ff 96 8b 00 00 68 65 72 65 20 69 73 20 61 20
0040 6d 65 73 73 61 67 65 0a`);
const bytes = pasted?.bytes ?? new Uint8Array(0);

const about = { number: 1, mark: 'R', seconds: Number.NaN, nanos: 0, comments: [] } as const;
const frame = { ...about, linkType: LinkType.ethernet, bytes, original: bytes.length };
const tree = treeOf(dissect(protocols, frame, NOTHING_KNOWN, { verify: true }));

for (const line of treeLines(tree)) console.log(plainText(line));
console.log(findNode(tree, 'ip.ttl')?.text);
