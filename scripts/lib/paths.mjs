/** Where things lie in the checkout. */
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Path from the root of the checkout. @param {string} path */
export const at = (path) => ROOT + path;
