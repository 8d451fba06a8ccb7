import { expect, it } from 'vitest';
import type { InputReader } from '../../../io/endpoints/stdio/input.ts';
import { timedReads } from './timed-reads.ts';

/** An input that gives its pieces at once, and then what is told. */
const inputOf = (pieces: readonly string[], then: () => Promise<Uint8Array | undefined> = async () => undefined): InputReader => {
  const left = [...pieces];
  return {
    next: async () => {
      const piece = left.shift();
      return piece === undefined ? then() : Buffer.from(piece);
    },
    release: () => {},
  };
};

const textOf = async (input: InputReader): Promise<string | undefined> => {
  const read = await input.next();
  return read && Buffer.from(read).toString();
};

it('reads what has come meanwhile at once, so many bytes at most, and then the end', async () => {
  const input = timedReads(inputOf(['one\n', 'two\n', 'three\n']), 10);
  expect(await textOf(input)).toBe('one\ntwo\nth');
  expect(await textOf(input)).toBe('ree\n');
  expect(await textOf(input)).toBeUndefined();
  expect(await textOf(input)).toBeUndefined();
});

it('waits for nothing where something is there', async () => {
  let end: (() => void) | undefined;
  const later = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined);
  });
  const input = timedReads(
    inputOf(['one\n'], () => later),
    8192,
  );
  expect(await textOf(input)).toBe('one\n');
  end?.();
  expect(await textOf(input)).toBeUndefined();
});

it('gives what came before an error, then the error', async () => {
  const input = timedReads(
    inputOf(['one\n'], () => Promise.reject(new Error('EIO'))),
    8192,
  );
  expect(await textOf(input)).toBe('one\n');
  await expect(input.next()).rejects.toThrow('EIO');
});
