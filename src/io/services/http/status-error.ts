/** StatusError: a request that is answered with a status from 400 on, and one sentence that says what is wrong. */

export interface StatusDetails {
  /** Header fields of the reply. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** What was sent, and where in it the mistake lies. */
  readonly spot?: { readonly line: string; readonly at: number };
  /** What follows cannot be told apart any more: the connection ends. */
  readonly ends?: boolean;
}

export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: number;
  readonly details: StatusDetails;

  constructor(status: number, sentence: string, details: StatusDetails = {}) {
    super(sentence);
    this.status = status;
    this.details = details;
  }
}

/** A request that cannot be read: nobody knows where the next one begins. */
export const badRequest = (sentence: string, spot?: StatusDetails['spot']): StatusError =>
  new StatusError(400, sentence, { ends: true, ...(spot && { spot }) });
