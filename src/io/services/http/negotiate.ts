/** Content negotiation (RFC 9110 §12): what a client would rather have. */

/** What a list gives a name, from 0 to 1; undefined where it does not say. */
const weightOf = (list: string, name: string): number | undefined => {
  for (const part of list.split(',')) {
    const [token = '', ...params] = part.split(';').map((word) => word.trim().toLowerCase());
    if (token !== name) continue;
    const q = params.find((p) => p.startsWith('q='))?.slice(2);
    return q === undefined ? 1 : /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0;
  }
  return undefined;
};

export type Coding = 'br' | 'gzip';

/** The content coding to send with; undefined for none. */
export const chosenCoding = (acceptEncoding: string | undefined): Coding | undefined => {
  if (acceptEncoding === undefined) return undefined;
  const any = weightOf(acceptEncoding, '*') ?? 0;
  const br = weightOf(acceptEncoding, 'br') ?? any;
  const gzip = weightOf(acceptEncoding, 'gzip') ?? weightOf(acceptEncoding, 'x-gzip') ?? any;
  const identity = weightOf(acceptEncoding, 'identity') ?? 0;
  const best = Math.max(br, gzip);
  if (best === 0 || identity > best) return undefined;
  return br >= gzip ? 'br' : 'gzip';
};

/** Whether JSON is wanted rather than a page. */
export const prefersJson = (accept: string | undefined): boolean => {
  if (accept === undefined) return false;
  const json = weightOf(accept, 'application/json') ?? 0;
  return json > 0 && json > (weightOf(accept, 'text/html') ?? 0);
};
