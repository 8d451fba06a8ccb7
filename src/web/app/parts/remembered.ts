/** Remembered: short lists of texts that this browser keeps, the newest first; where it may keep nothing there are none. */

const MOST = 30;

export const remembered = (name: string): readonly string[] => {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    return Array.isArray(list) ? list.filter((text) => typeof text === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
};

export const remember = (name: string, text: string): void => {
  if (text === '') return;
  try {
    localStorage.setItem(name, JSON.stringify([text, ...remembered(name).filter((t) => t !== text)].slice(0, MOST)));
  } catch {
    // Then it is not kept.
  }
};
