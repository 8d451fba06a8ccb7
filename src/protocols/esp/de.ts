/** What ESP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein verschlüsseltes Paket von IPsec: Nummer {sequence} unter den Schlüsseln {spi}.',
  alive: '{source} teilt {target} nichts mit: Das Paket hält einen Weg durch eine Adressübersetzung (NAT) offen.',
  exchange: '{source} und {target} handeln Schlüssel für IPsec aus (IKE).',
  translated: 'Es reist in UDP, weil Adressübersetzungen (NAT) das weiterleiten.',
  'about.esp': 'Damit verschlüsselt IPsec ganze Pakete; wer keinen Schlüssel hat, sieht nur, wie viele gehen und wie lang sie sind.',
  'about.udpencap': 'Steckt die Pakete von IPsec in UDP, das Adressübersetzungen (NAT) weiterleiten.',
  'esp.spi': 'Sagt dem Empfänger, welche Schlüssel dazugehören.',
  'esp.sequence': 'Zählt die Pakete, damit niemand ein altes noch einmal senden kann.',
  'udpencap.nat_keepalive': 'Ein Byte, das nichts sagt und den Weg offen hält.',
  'udpencap.non_esp_marker': 'Vier Nullen, wo die Schlüssel genannt wären: Was folgt, ist kein ESP.',
};
