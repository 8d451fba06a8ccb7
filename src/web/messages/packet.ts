/** A packet in full, as the inspector shows it. */

/** A part of the frame from outside in. `link`, `network`, `transport` are headers; `data` is what programs wrote. */
export type Level = 'link' | 'network' | 'transport' | 'data';

export interface PacketLayer {
  readonly name: string;
  /** `TCP` */
  readonly short: string;
  readonly title: string;
  readonly spec: string;
  readonly level: Level;
  readonly source: number;
  readonly offset: number;
  readonly length: number;
  /** What is wrong in it. */
  readonly faults: readonly string[];
  readonly boxes: readonly PacketBox[];
}

/** A stretch of bits of a header. */
export interface PacketBox {
  /** What links it to tree and bytes: `2:tcp.dstport`; empty where no field has it. */
  readonly field: string;
  readonly title: string;
  readonly short: string;
  readonly value: string;
  /** From the header's first bit on. */
  readonly bit: number;
  readonly bits: number;
  /** Worked out by us, where the packet is made from socket calls. */
  readonly isInferred: boolean;
}

export interface PacketNode {
  readonly field: string;
  /** Filter name. */
  readonly name: string;
  readonly text: string;
  readonly bits: string;
  /** -1 where it has no bytes. */
  readonly offset: number;
  readonly length: number;
  readonly source: number;
  readonly isGenerated: boolean;
  readonly severity: string;
  /** What the field is for. */
  readonly about: string;
  readonly filter: string;
  readonly children: readonly PacketNode[];
}

export interface PacketSource {
  readonly name: string;
  /** In base64, at most MOST_BYTES of them. */
  readonly bytes: string;
  readonly length: number;
  /** The frames that its bytes came from. */
  readonly frames: readonly number[];
}
export const MOST_BYTES = 64 << 10;

export interface PacketChecksum {
  readonly layer: string;
  readonly title: string;
  readonly found: string;
  readonly groups: readonly { readonly title: string; readonly rows: readonly { words: string; sum: string; total: string }[] }[];
  readonly folds: readonly string[];
  readonly complement: string;
  readonly verdict: string;
  /** The verdict in words. */
  readonly says: string;
  readonly note: string;
}

/** A sentence in pieces: plain words, bytes of a side, another packet. */
export interface SentencePart {
  readonly text: string;
  readonly kind: 'text' | 'bytes' | 'packet';
  readonly number?: number;
}

export interface Packet {
  readonly number: number;
  readonly mark: string;
  readonly seconds: number;
  /** On the wire, and captured. */
  readonly length: number;
  readonly captured: number;
  readonly protocol: string;
  readonly info: string;
  readonly label: string;
  readonly side: 0 | 1 | -1;
  readonly hosts: readonly [from: string, to: string];
  /** Place of its conversation; -1 where it has none. */
  readonly conversation: number;
  readonly before: number;
  readonly after: number;
  readonly sentence: readonly SentencePart[];
  readonly layers: readonly PacketLayer[];
  readonly tree: readonly PacketNode[];
  readonly sources: readonly PacketSource[];
  readonly checksums: readonly PacketChecksum[];
  readonly comments: readonly string[];
  readonly faults: readonly string[];
}
