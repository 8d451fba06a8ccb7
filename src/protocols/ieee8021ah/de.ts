/** What IEEE 802.1ah says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} den Rahmen eines Kunden: Dienst {service} eines Anbieters (802.1ah).',
  service: 'Ein Anbieter trägt es zwischen Orten eines Kunden: Dienst {service} (802.1ah).',
  'about.ieee8021ah': 'Ein Anbieter verpackt die Rahmen seiner Kunden in eigene, damit seine Switches deren Adressen nicht kennen müssen.',
  'ieee8021ah.priority': 'Wie dringend es ist.',
  'ieee8021ah.drop': '1: darf zuerst aufgegeben werden.',
  'ieee8021ah.nca': '1: Die Adressen des Kunden bedeuten nichts.',
  'ieee8021ah.res1': 'Ohne Bedeutung.',
  'ieee8021ah.res2': 'Ohne Bedeutung.',
  'ieee8021ah.isid': 'Die Nummer des Dienstes: welcher Kunde es ist.',
  'ieee8021ah.cdst': 'Wer beim Kunden den Rahmen empfängt.',
  'ieee8021ah.csrc': 'Wer beim Kunden den Rahmen gesendet hat.',
  'ieee8021ah.etype': 'Was folgt.',
};
