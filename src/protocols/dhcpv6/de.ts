/** What DHCPv6 says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  solicit: '{sender} fragt, ob hier jemand Adressen vergibt.',
  advertise: '{sender} bietet Adressen an.',
  request: '{sender} bittet um die angebotenen Adressen.',
  confirm: '{sender} fragt, ob die eigenen Adressen noch zu diesem Netz passen.',
  renew: '{sender} möchte die Adressen länger behalten.',
  reply: '{sender} antwortet mit dem Gewünschten.',
  replyAddress: '{sender} antwortet: Die Adresse ist {address}.',
  release: '{sender} gibt die Adressen zurück.',
  decline: '{sender} nimmt die Adressen nicht: Jemand anderes hat sie.',
  inform: '{sender} fragt nur nach anderen Einstellungen, etwa DNS-Servern.',
  relay: '{sender} gibt eine DHCPv6-Nachricht zwischen Client und Server weiter.',
  other: '{sender} sendet eine DHCPv6-Nachricht der Art {name}.',
  'about.dhcpv6': 'DHCPv6 gibt Rechnern IPv6-Adressen und nennt andere Einstellungen.',
  'dhcpv6.msgtype': 'Welcher Schritt es ist.',
  'dhcpv6.xid': 'Verbindet Frage und Antwort.',
  'dhcpv6.iaaddr.ip': 'Eine Adresse für den Client.',
  'dhcpv6.dns_server': 'Wen man nach Namen fragt.',
};
