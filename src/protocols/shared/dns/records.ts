/** What records hold, by their type. */
import { options } from './options.ts';
import { shape } from './part.ts';
import { type RecordType, record } from './record.ts';
import { COMMON } from './records-common.ts';
import { RARE } from './records-rare.ts';
import { SECURITY } from './records-security.ts';
import { SERVICES } from './service-parameters.ts';
import { typeNumber } from './types.ts';

export const RECORDS = { ...COMMON, ...SECURITY, ...SERVICES, ...RARE } as const;

/** What the OPT record holds, which is no record but says more of its message (RFC 6891 §6). */
export const OPT = record(shape({ options }));

/** Mnemonics of the types that have plain data of their own, and that data. */
export type RecordName = keyof typeof RECORDS;
export type RecordData = {
  readonly [K in RecordName]: { readonly type: K; readonly data: ReturnType<(typeof RECORDS)[K]['shape']['read']> };
}[RecordName];

const byNumber = new Map<number, RecordType<unknown>>(
  Object.entries({ ...RECORDS, OPT }).map(([name, type]): [number, RecordType<unknown>] => [typeNumber(name) ?? -1, type]),
);

export const recordType = (type: number): RecordType<unknown> | undefined => byNumber.get(type);
