/** What helpers have to put away after each test. A module is loaded once for many test files, so a hook of its own would hold for the first. */

type Ending = () => void | Promise<void>;
const endings: Ending[] = [];

/** For the top of a helper: `ending` runs after each test from then on. */
export const afterEachTest = (ending: Ending): void => void endings.push(ending);

export const endAll = async (): Promise<void> => {
  for (const ending of endings) await ending();
};
