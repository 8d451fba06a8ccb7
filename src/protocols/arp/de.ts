/** What ARP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request:
    '{source} fragt alle in diesem Netz: Wer hat {target}? Die Antwort soll an {source} gehen, damit Pakete für {target} die richtige MAC-Adresse bekommen.',
  requestOne: '{source} fragt gezielt bei {mac} nach, ob dort noch {target} zu finden ist.',
  reply: '{source} antwortet {target}: Die eigene MAC-Adresse ist {mac}.',
  probe: '{mac} möchte die Adresse {target} verwenden und fragt, ob sie schon jemand hat.',
  announcement: '{source} meldet sich bei allen: Die eigene MAC-Adresse ist {mac}.',
  gratuitous: '{source} teilt allen ungefragt mit, dass die eigene MAC-Adresse {mac} ist.',
  reverseRequest: '{mac} kennt nur MAC-Adressen und fragt, welche IP-Adresse zu {target} gehört (Reverse ARP).',
  reverseReply: '{source} antwortet: Zur MAC-Adresse {mac} gehört die IP-Adresse {target} (Reverse ARP).',
  inverseRequest: '{source} fragt die Gegenstelle, welche IP-Adresse sie hat (Inverse ARP).',
  inverseReply: '{source} nennt der Gegenstelle die eigene IP-Adresse (Inverse ARP).',
  cut: '{sender} sendet eine ARP-Nachricht, die nicht vollständig ist; wer nach welcher Adresse gefragt wird, lässt sich nicht sagen.',
  other: '{sender} sendet eine ARP-Nachricht der Art {opcode}.',
  'about.arp': 'ARP findet zu einer IP-Adresse im selben Netz die MAC-Adresse.',
  'arp.hw.type': 'Die Art des Netzes: 1 steht für Ethernet.',
  'arp.proto.type': 'Das Protokoll, dessen Adressen gesucht werden: 0x0800 steht für IPv4.',
  'arp.hw.size': 'Länge einer Hardwareadresse in Byte: Eine MAC-Adresse hat 6.',
  'arp.proto.size': 'Länge einer Protokolladresse in Byte: Eine IPv4-Adresse hat 4.',
  'arp.opcode': 'Was es ist: 1 fragt, 2 antwortet.',
  'arp.isgratuitous': 'Niemand hat gefragt: Der Absender meldet die eigene Adresse.',
  'arp.isprobe': 'Der Absender hat noch keine Adresse und prüft nur, ob eine frei ist.',
  'arp.isannouncement': 'Der Absender teilt allen mit, dass er diese Adresse ab jetzt verwendet.',
  'arp.src.hw_mac': 'MAC-Adresse des Absenders: Andere merken sie sich zu seiner IP-Adresse.',
  'arp.src.proto_ipv4': 'IP-Adresse des Absenders.',
  'arp.dst.hw_mac': 'MAC-Adresse des Gesuchten: in einer Frage lauter Nullen, denn sie wird ja gesucht.',
  'arp.dst.proto_ipv4': 'IP-Adresse, nach der gefragt wird oder an die die Antwort geht.',
  'arp.src.hw': 'Hardwareadresse des Absenders, keine MAC-Adresse.',
  'arp.src.proto': 'Protokolladresse des Absenders, keine IPv4-Adresse.',
  'arp.dst.hw': 'Hardwareadresse des Gesuchten.',
  'arp.dst.proto': 'Protokolladresse des Gesuchten.',
};
