/** GREASE: values that mean nothing and are sent so that nobody chokes on what they do not know (RFC 8701). */
import type { Names } from '../../../wire/value.ts';

/** 0x0a0a, 0x1a1a … 0xfafa */
export const isGrease = (value: number): boolean => (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 255);

export const GREASE_NAMES: Names = Object.fromEntries(Array.from({ length: 16 }, (_, k) => [0x0a0a + k * 0x1010, 'Reserved (GREASE)']));
