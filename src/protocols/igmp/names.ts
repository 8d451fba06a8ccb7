/** Kinds of messages and of group records (RFC 3376 §4). */

export const Type = {
  query: 0x11,
  report1: 0x12,
  report2: 0x16,
  leave: 0x17,
  report3: 0x22,
  dvmrp: 0x13,
  pim: 0x14,
  traced: 0x1e,
  trace: 0x1f,
} as const;

export const RECORDS: Readonly<Record<number, string>> = {
  1: 'Mode Is Include',
  2: 'Mode Is Exclude',
  3: 'Change To Include Mode',
  4: 'Change To Exclude Mode',
  5: 'Allow New Sources',
  6: 'Block Old Sources',
};
