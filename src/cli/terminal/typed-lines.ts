/** Lines of standard input that nobody types: from a pipe or a file, as they come, each with its end. Longer lines than a limit come in parts. */

/** No part of a line is longer. */
const LONGEST = 1 << 16;

/** Ends early, without an error, when the signal aborts. */
export async function* typedLines(
  input: NodeJS.ReadableStream & { destroy(): void },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const stop = (): void => input.destroy();
  signal.addEventListener('abort', stop, { once: true });
  let rest: Uint8Array = new Uint8Array(0);
  try {
    for await (const chunk of input) {
      let all = joined(rest, typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      for (let end = lineEnd(all); end > 0; end = lineEnd(all)) {
        yield all.subarray(0, end);
        all = all.subarray(end);
      }
      rest = all.slice();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (rest.length > 0 && !signal.aborted) yield rest;
}

/** Where the first line or part ends; 0 where it is not all there. */
const lineEnd = (bytes: Uint8Array): number => {
  const newline = bytes.subarray(0, LONGEST).indexOf(10);
  if (newline >= 0) return newline + 1;
  return bytes.length >= LONGEST ? LONGEST : 0;
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b;
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
};
