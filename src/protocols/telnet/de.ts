/** What Telnet says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  data: '{sender} sendet Text: {text}',
  silent: '{sender} sendet nur Steuerzeichen.',
  agrees: '{sender} handelt mit {receiver:dat} die Zusammenarbeit aus: {steps}.',
  both: '{sender} handelt mit {receiver:dat} die Zusammenarbeit aus: {steps}; und sendet Text: {text}',
  will: '„Ich biete {option} an“',
  wont: '„{option} biete ich nicht an“',
  do: '„Bitte nutze {option}“',
  dont: '„Bitte nutze {option} nicht“',
  detail: 'eine Einzelheit zu {option}',
  size: '„Mein Fenster hat {width} Spalten und {height} Zeilen“',
  is: '{option} ist „{value}“',
  other: 'der Befehl {name}',
  'about.telnet': 'Telnet ist Tastatur und Bildschirm übers Netz; Getipptes reist unverschlüsselt.',
};
