/** What Frame Relay says, in English. */

export const en = {
  packet: 'A packet goes over the virtual circuit {dlci} of a Frame Relay network.',
  'about.fr': 'Frame Relay carries packets over virtual circuits that a provider has set up.',
} as const;
