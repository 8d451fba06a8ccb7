/** The switch: with WIRECAT_HOST=plain nothing is used that Node or the system hides, only what their documents promise. docs/limits.md says what is lost. */
export const IS_PLAIN = process.env['WIRECAT_HOST'] === 'plain';

/** Why something is not to be had then, for messages and for capabilities(). */
export const PLAIN = 'WIRECAT_HOST=plain';
