/**
 * Decoder: what turns the bytes of a capture file into frames. It does no reading itself: the caller hands it one big buffer
 * and refills that. Frames refer into the buffer, nothing is copied.
 */
import type { Fault } from '../core/fault.ts';
import type { FrameBatch, Mark } from '../wire/frame.ts';

export interface Decoder {
  readonly format: 'pcap' | 'pcapng';
  /**
   * Fills `batch` (from index 0) with the records of `bytes[from, to)` and returns where the first record that was not consumed
   * starts. `base` is the place in the file of `bytes[0]`. Where the batch is full `need` is 0; where the next record is not all
   * there `need` says how many bytes it takes from the returned place on (as far as can be told yet).
   */
  decode(bytes: Uint8Array, from: number, to: number, base: number, batch: FrameBatch): number;
  /** The file is over and `left` bytes at place `position` of it are no whole record. Nothing happens where `left` is 0. */
  end(left: number, position: number): void;
  /** Bytes that the next record takes; at most MAX_RECORD. */
  readonly need: number;
  /** The first thing that is wrong in the file; `offset` is a place in the file. Nothing is decoded after it. */
  readonly fault: Fault | undefined;
  /** In the order in which the file names them, over all sections. `FrameBatch.source` counts them. */
  readonly interfaces: readonly InterfaceInfo[];
  readonly notes: CaptureNotes;
}

export interface InterfaceInfo {
  readonly linkType: number;
  /** Longest frame that was kept; 0 where there was no limit. */
  readonly snapLength: number;
  /** Decimals of the time in a second, or bits where `binary`. 6 is microseconds. */
  readonly resolution: number;
  readonly binary: boolean;
  /** Seconds to add to every time. */
  readonly offset: number;
  readonly mark: Mark;
  readonly name: string;
  readonly description: string;
  readonly comments: readonly string[];
  readonly filter: string;
  readonly os: string;
  readonly hardware: string;
  /** Bits of frame check sequence at the end of each frame; undefined where the file does not say. */
  readonly checkBits?: number;
}

/** What a file says besides frames. */
export interface CaptureNotes {
  /** One for each section header. */
  readonly sections: readonly SectionInfo[];
  /** Keys to decrypt with, as they stand in the file. */
  readonly secrets: readonly Secrets[];
  /** Names that the file gives to addresses. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** By number of the interface; the last report counts. */
  readonly statistics: ReadonlyMap<number, InterfaceStatistics>;
}

export interface SectionInfo {
  readonly bigEndian: boolean;
  readonly hardware: string;
  readonly os: string;
  readonly application: string;
  readonly comments: readonly string[];
}

export interface Secrets {
  /** Four characters as a number; see `SECRETS`. */
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** Kinds of secrets (draft-ietf-opsawg-pcapng, Decryption Secrets Block). */
export const SECRETS = { tlsKeyLog: 0x544c534b, wireguard: 0x57474b4c } as const;

export interface InterfaceStatistics {
  readonly received?: number;
  readonly dropped?: number;
  readonly accepted?: number;
  readonly droppedBySystem?: number;
  readonly delivered?: number;
}

/** No record, block or read is longer. */
export const MAX_RECORD = 16 << 20;
/** More interfaces than any capture has. */
export const MAX_INTERFACES = 100_000;

/** `FrameBatch.linkType` of records that are no frames of any link: a pcapng custom block, a system call, a journal entry. */
export const RecordLink = { custom: 0xfffd, systemCall: 0xfffe, journal: 0xffff } as const;

/** A fault of the file itself: `offset` counts from its start. */
export const fileFault = (
  format: 'pcap' | 'pcapng',
  kind: 'short' | 'malformed' | 'limit',
  offset: number,
  length: number,
  text: string,
): Fault => ({
  layer: format,
  severity: 'warn',
  kind,
  offset,
  length,
  text: `${text} at byte ${offset}`,
});

/** A DataView over a buffer that stays the same for many calls: one object a buffer, none a frame. */
export class ViewCache {
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);

  of(bytes: Uint8Array): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.#view;
  }
}
