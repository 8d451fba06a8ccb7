/** What media says, in English. */

export const en = {
  'about.media': 'What a message brings, of a kind that is not taken apart here.',
  'media.type': 'The bytes as they are.',
} as const;
