/** Line ends of mail: CR LF on the wire, LF alone in what other programs put into a Maildir. */

const [LF, CR] = [10, 13];

/** Itself where every line ends by CR LF already. */
export const withCrLf = (bytes: Uint8Array): Uint8Array => {
  let bare = 0;
  for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) if (i === 0 || bytes[i - 1] !== CR) bare++;
  if (bare === 0) return bytes;
  const out = new Uint8Array(bytes.length + bare);
  let [from, at] = [0, 0];
  for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) {
    if (i > 0 && bytes[i - 1] === CR) continue;
    out.set(bytes.subarray(from, i), at);
    at += i - from;
    out[at++] = CR;
    from = i;
  }
  out.set(bytes.subarray(from), at);
  return out;
};
