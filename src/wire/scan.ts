/** Scan: one header looked at where it lies, without objects. Names no other word of this floor. */

/** What a scan writes; indexes are in compile.ts. */
export type Cursor = Uint32Array;
export type Scan = (b: Uint8Array, o: number, end: number, wire: number, c: Cursor) => number;
