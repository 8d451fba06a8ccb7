/** Theme: light or dark, as it was chosen in this browser before, else as the system has it; and how large. */
import { remembered } from './remembered.ts';

export const THEME = 'theme';
/** A quarter larger. */
export const LARGER = 'larger';

export const themeFirst = (): void => {
  const [chosen] = remembered(THEME);
  const { classList } = document.documentElement;
  classList.remove('dark', 'light');
  if (chosen === 'dark' || chosen === 'light') classList.add(chosen);
  classList.toggle('larger', remembered(LARGER).length > 0);
};

/** Paper is light. */
export const lightOnPaper = (): void => {
  addEventListener('beforeprint', () => document.documentElement.classList.remove('dark', 'larger'));
  addEventListener('afterprint', themeFirst);
};
