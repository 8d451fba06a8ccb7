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

export const keepTexts = (name: string, texts: readonly string[]): void => {
  try {
    localStorage.setItem(name, JSON.stringify(texts));
  } catch {
    // Then they are not kept.
  }
};

export const remember = (name: string, text: string): void => {
  if (text === '') return;
  keepTexts(name, [text, ...remembered(name).filter((t) => t !== text)].slice(0, MOST));
};
