/** What the user may have meant: the nearest of the known words. */

/** The word with the fewest changes (insert, delete, replace, swap two neighbours), if they are few for its length. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const at = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(at.length / 3)) + 1;
  for (const candidate of known) {
    const changes = distance(at, candidate.toLowerCase());
    if (changes < fewest) [best, fewest] = [candidate, changes];
  }
  return best ?? known.find((candidate) => at.length >= 3 && candidate.startsWith(at));
};

/** Optimal string alignment distance. */
const distance = (a: string, b: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
};
