/** NcError: why nc ends with exit code 1, in the words of the original. Shown as `nc: words`. */
export class NcError extends Error {
  override readonly name = 'NcError';
  /** Text that follows the line, e.g. the usage. */
  readonly more: string;

  constructor(words: string, more = '') {
    super(words);
    this.more = more;
  }
}
