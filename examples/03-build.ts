/** A UDP datagram built from values: lengths and checksums are worked out. Prints: UDP checksum (RFC 768) */
import { buildStack, checksumLines, checksumsOf, dissect, eth, hexLines, ip, LinkType, plainText, protocols, udp } from 'wirecat';

const bytes = buildStack(
  [
    [eth, { src: Uint8Array.of(2, 0, 0, 0, 0, 1), dst: Uint8Array.of(2, 0, 0, 0, 0, 2) }],
    [ip, { src: 0x0a000001, dst: 0x0a000002 }],
    [udp, { srcport: 5000, dstport: 7 }],
  ],
  new TextEncoder().encode('ping'),
);
for (const line of hexLines(bytes)) console.log(plainText(line));

const about = { number: 1, mark: 'L', seconds: Number.NaN, nanos: 0, comments: [] } as const;
const frame = { ...about, linkType: LinkType.ethernet, bytes, original: bytes.length };
for (const work of checksumsOf(dissect(protocols, frame))) for (const line of checksumLines(work)) console.log(plainText(line));
