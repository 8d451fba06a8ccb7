/** The one clock of io: milliseconds since 1970 with a fraction, never going backwards while the process runs. */

export const now = (): number => performance.timeOrigin + performance.now();
