/** What an overlay throws when it has learned on one connection what it needs on the next, e.g. the challenge of a proxy that closes. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}
