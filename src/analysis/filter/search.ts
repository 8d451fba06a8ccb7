/** Search: whether bytes lie in other bytes, in time that grows with their lengths alone (Knuth, Morris, Pratt), whatever they are. */

/** Undefined has nothing in it; every other value has the empty needle in it. */
export const finder = (needle: Uint8Array): ((hay: Uint8Array | undefined) => boolean) => {
  const [first] = needle;
  if (first === undefined) return (hay) => hay !== undefined;
  const back = borders(needle);
  return (hay) => hay !== undefined && runs(hay, needle, first, back);
};

const runs = (hay: Uint8Array, needle: Uint8Array, first: number, back: Uint32Array): boolean => {
  let matched = 0;
  for (let i = 0; i < hay.length; i++) {
    if (matched === 0) {
      i = hay.indexOf(first, i);
      if (i < 0) return false;
    }
    while (matched > 0 && hay[i] !== needle[matched]) matched = back[matched - 1] ?? 0;
    if (hay[i] === needle[matched]) matched++;
    if (matched === needle.length) return true;
  }
  return false;
};

/** For each beginning of the needle the length of its longest end that is a beginning too. */
const borders = (needle: Uint8Array): Uint32Array => {
  const back = new Uint32Array(needle.length);
  let length = 0;
  for (let i = 1; i < needle.length; i++) {
    while (length > 0 && needle[i] !== needle[length]) length = back[length - 1] ?? 0;
    if (needle[i] === needle[length]) length++;
    back[i] = length;
  }
  return back;
};
