/** What lines of text says, in English. */

export const en = {
  'about.data-text-lines': 'What a message brings is text: its lines.',
} as const;
