/** What PPPoE's discovery says, in English. */

export const en = {
  who: '{source} asks everybody here who leads to a provider (PPPoE).',
  offer: '{source} offers {target} to be its way to the provider.',
  offerNamed: '{source}, which calls itself {name}, offers {target} to be its way to the provider.',
  request: '{source} accepts the offer of {target} and asks for a session.',
  confirmed: '{source} opens session {session} for {target}: from now on PPP travels in it.',
  refused: '{source} does not give {target} a session.',
  ended: '{source} ends session {session} with {target}.',
  other: '{source} sends {target} a message of PPPoE with code {code}.',
  'about.pppoed': 'With it a DSL customer finds the machine that leads to the provider, and opens a session.',
} as const;
