/** Frames for tests of single protocols: from hex, or built; their values as exports spell them. */
import { fromHex } from '../src/core/bytes.ts';
import { protocols } from '../src/protocols/registry.ts';
import { frameRecord } from '../src/view/json.ts';
import { dissect, NOTHING_KNOWN } from '../src/wire/dissect.ts';
import type { Dissection } from '../src/wire/dissection.ts';
import { LinkType } from '../src/wire/frame.ts';

/** Dissects bytes that start with the protocol of a link type. */
export const dissected = (bytes: Uint8Array | string, linkType: number = LinkType.ethernet, verify = true): Dissection => {
  const b = typeof bytes === 'string' ? fromHex(bytes)! : bytes;
  return dissect(
    protocols,
    { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType, bytes: b, original: b.length, comments: [] },
    NOTHING_KNOWN,
    { verify },
  );
};

/** Values by filter name. */
export const valuesOf = (d: Dissection): Record<string, string[]> => frameRecord(d, { first: undefined, previous: undefined });

/** The texts of all faults. */
export const faultsOf = (d: Dissection): string[] => d.faults.map((f) => f.text);
