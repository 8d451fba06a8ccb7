/** Node's warnings of what is deprecated, for code that knows what it does. */

/** They are not given while `work` runs. */
export const withoutDeprecations = <T>(work: () => T): T => {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return work();
  } finally {
    process.noDeprecation = before ?? false;
  }
};
