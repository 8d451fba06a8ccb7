/** What LLC says, in English. */

export const en = {
  packet: '{source} sends {target} a frame of IEEE 802.3 that carries {kind}.',
  'about.llc': 'In frames of IEEE 802.3, which say their length in place of a kind, it tells what they carry.',
} as const;
