/** What raw IP says, in English. */

export const en = {
  packet: 'A packet of {count|byte|bytes} whose version is neither 4 nor 6.',
  'about.raw': 'The capture holds packets of IP without any link layer.',
} as const;
