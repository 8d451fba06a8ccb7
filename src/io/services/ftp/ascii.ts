/** TYPE A: lines end in CR LF on the way (RFC 959 §3.1.1.1), and in LF on the disk. */

const [LF, CR] = [10, 13] as const;

/** Towards the client. A line that ends in CR LF already stays. */
export const asciiEncoder = (): ((chunk: Uint8Array) => Uint8Array) => {
  let last = 0;
  return (chunk) => {
    const out = new Uint8Array(chunk.length * 2);
    let n = 0;
    for (const c of chunk) {
      if (c === LF && last !== CR) out[n++] = CR;
      out[n++] = c;
      last = c;
    }
    return out.subarray(0, n);
  };
};

export interface AsciiDecoder {
  push(chunk: Uint8Array): Uint8Array;
  /** A CR that stood at the end. */
  end(): Uint8Array;
}

/** From the client. */
export const asciiDecoder = (): AsciiDecoder => {
  let held = false;
  return {
    push: (chunk) => {
      const out = new Uint8Array(chunk.length + 1);
      let n = 0;
      for (const c of chunk) {
        if (held && c !== LF) out[n++] = CR;
        held = c === CR;
        if (!held) out[n++] = c;
      }
      return out.subarray(0, n);
    },
    end: () => (held ? Uint8Array.of(CR) : new Uint8Array(0)),
  };
};
