/** Words and numbers as people read them. */
import { say, spoken } from '../words/say.ts';

/** A number that has a point where this language may have a comma. */
export const pointed = (text: string): string => (spoken().language === 'de' ? text.replace('.', ',') : text);

export const decimal = (n: number, digits: number): string => pointed(n.toFixed(digits));

export const grouped = (n: number): string => spoken().number(n);

export const sizeText = (bytes: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let [value, k] = [bytes, 0];
  while (value >= 1024 && k < units.length - 1) {
    value /= 1024;
    k++;
  }
  return `${k === 0 ? value : decimal(value, 1)} ${units[k]}`;
};

/** `8.3 s`, `2 min` */
export const ageText = (seconds: number): string => {
  if (seconds < 60) return `${decimal(Math.max(0, seconds), 1)} s`;
  const whole = Math.round(seconds);
  return whole < 3600 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

export const bytesText = (n: number): string => say('common', 'bytes', { count: n });

export const packetsText = (n: number): string => say('common', 'packets', { count: n });

export const timeText = (seconds: number, digits = 6): string => (Number.isNaN(seconds) ? '' : decimal(seconds, digits));

/** `209 ms`, `1.4 s` */
export const waitedText = (seconds: number): string => (seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${decimal(seconds, 1)} s`);
