/** What Ethernet says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  frame: '{source} sendet {receiver:dat} einen Rahmen der Art {type}.',
  length: '{source} sendet {receiver:dat} {count|Byte|Byte} in einem Rahmen nach IEEE 802.3, in dem die Länge statt einer Art steht.',
  lldp: '{source} sagt dem Nachbarn an diesem Kabel, wer dort angeschlossen ist (LLDP).',
  spanning: '{source} teilt den anderen Switches mit, wie das Netz von dort aussieht, damit keine Schleife offen bleibt (Spanning Tree).',
  wake: '{source} sendet {receiver:dat} das Signal, das einen schlafenden Rechner weckt (Wake on LAN).',
  login: '{source} und der Switch klären, ob dieses Netz benutzt werden darf (802.1X).',
  discovery: '{source} sucht die Gegenstelle einer DSL-Leitung oder erfährt von ihr (PPPoE Discovery).',
  loopback: '{source} prüft mit einem Rahmen an {receiver:acc}, ob Adapter und Kabel funktionieren (Loopback).',
  cutAddresses: 'Ein Rahmen ist abgeschnitten, bevor er sagt, wer ihn wem sendet.',
  cut: '{source} sendet {receiver:dat} einen Rahmen, der endet, bevor er sagt, was er trägt.',
  group: '{source} sendet der Gruppe {target} einen Rahmen der Art {type}.',
  'about.eth': 'Ethernet bringt einen Rahmen über eine Strecke, von einem Netzwerkadapter zum nächsten (Schicht 2).',
  'eth.dst': 'MAC-Adresse des Adapters, der den Rahmen annehmen soll: die nächste Station, nicht das Ziel der Reise.',
  'eth.src': 'MAC-Adresse des Adapters, der den Rahmen gesendet hat.',
  'eth.addr': 'Eine MAC-Adresse: 6 Byte, die einen Netzwerkadapter bezeichnen.',
  'eth.type': 'Was der Rahmen enthält: 0x0800 ist IPv4, 0x86dd IPv6, 0x0806 ARP.',
  'eth.len': 'In Rahmen nach IEEE 802.3: wie viele Datenbytes folgen.',
  'eth.invalid_lentype': 'Zu groß für eine Länge und zu klein für eine Art: Dieser Wert hat keine Bedeutung.',
  'eth.dst.oui': 'Die ersten drei Byte: wer den Adapter des Ziels hergestellt hat.',
  'eth.src.oui': 'Die ersten drei Byte: wer den Adapter des Absenders hergestellt hat.',
  'eth.dst.lg': '1: Die Zieladresse stammt nicht vom Hersteller, sondern von Software.',
  'eth.dst.ig': '1: Der Rahmen ist für eine Gruppe oder für alle, nicht für einen einzelnen Adapter.',
  'eth.src.lg': '1: Die Absenderadresse stammt nicht vom Hersteller, sondern von Software.',
  'eth.src.ig': 'Immer 0: Ein Absender ist ein einzelner Adapter, nie eine Gruppe.',
  'eth.padding': 'Füllbytes: Ein Rahmen ist mindestens 60 Byte lang, und dieser hatte zu wenig Inhalt.',
  'eth.trailer': 'Bytes hinter dem Paket, die zu keinem hier bekannten Protokoll gehören.',
  'eth.fcs': 'Die Prüfsumme des Rahmens: Mit ihr bemerkt der Empfänger Übertragungsfehler.',
  'eth.fcs.status': 'Ob die Prüfsumme zu den Bytes passt.',
};
