/** What Telnet says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  data: '{sender} sendet Text: {text}',
  silent: '{sender} sendet nur Steuerzeichen.',
  agrees: '{sender} {steps}; so handeln beide aus, wie sie miteinander sprechen.',
  both: '{sender} {steps}; so handeln beide aus, wie sie miteinander sprechen. Dazu kommt Text: {text}',
  will: 'bietet {options} an',
  wont: 'verzichtet auf {options}',
  do: 'verlangt {options} von der Gegenseite',
  dont: 'möchte, dass die Gegenseite auf {options} verzichtet',
  option: '„{option}“',
  detail: 'fragt nach einer Einzelheit zu {option} oder nennt sie',
  size: 'nennt die Größe des eigenen Fensters: {width} Spalten, {height} Zeilen',
  is: 'nennt für {option} den Wert „{value}“',
  other: 'sendet den Befehl „{name}“',
  'about.telnet': 'Telnet ist Tastatur und Bildschirm übers Netz; Getipptes reist unverschlüsselt.',
};
