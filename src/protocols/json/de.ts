/** What JSON says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.json': 'Daten als Text: Objekte mit benannten Elementen, Listen, Texte und Zahlen.',
  'json.object': 'Ein Objekt: Elemente mit Namen.',
  'json.array': 'Eine Liste: Werte in ihrer Reihenfolge.',
  'json.member': 'Der Name eines Elements und sein Wert.',
  'json.key': 'Wie das Element heißt.',
  'json.path': 'Die Namen, die zum Element führen; [] steht für eine Liste.',
  'json.path_with_value': 'Die Namen, die zum Wert führen, und der Wert.',
  'json.member_with_value': 'Der Name des Elements und sein Wert.',
  'json.value.string': 'Ein Text.',
  'json.value.number': 'Eine Zahl, wie sie geschrieben ist.',
  'json.value.true': 'Wahr.',
  'json.value.false': 'Falsch.',
  'json.value.null': 'Nichts ist gesagt.',
};
