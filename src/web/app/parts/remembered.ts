/** Remembered: short lists that this browser keeps, the newest first; where it may keep nothing there are none. */

const MOST = 30;

/** Whatever lies there. */
export const kept = (name: string): readonly unknown[] => {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    return Array.isArray(list) ? list.slice(0, MOST) : [];
  } catch {
    return [];
  }
};

export const isKept = (name: string): boolean => {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
};

export const remembered = (name: string): readonly string[] => kept(name).filter((text) => typeof text === 'string');

export const keep = (name: string, entries: readonly unknown[]): void => {
  try {
    localStorage.setItem(name, JSON.stringify(entries.slice(0, MOST)));
  } catch {
    // Then they are not kept.
  }
};

export const remember = (name: string, text: string): void => {
  if (text === '') return;
  keep(name, [text, ...remembered(name).filter((t) => t !== text)]);
};
