/** What DHCPv6 says, in English. */

export const en = {
  solicit: '{sender} asks whether anybody here gives addresses out.',
  advertise: '{sender} offers addresses.',
  request: '{sender} asks for the addresses that it was offered.',
  confirm: '{sender} asks whether its addresses still fit this network.',
  renew: '{sender} asks to keep its addresses for longer.',
  reply: '{sender} answers with what was asked for.',
  replyAddress: '{sender} answers: the address is {address}.',
  release: '{sender} gives its addresses back.',
  decline: '{sender} does not take the addresses: somebody else has them.',
  inform: '{sender} asks for other settings only, such as DNS servers.',
  relay: '{sender} passes a message of DHCPv6 on between client and server.',
  other: '{sender} sends a message of DHCPv6 of the kind {name}.',
  'about.dhcpv6': 'DHCPv6 gives machines addresses of IPv6 and tells other settings.',
  'dhcpv6.msgtype': 'Which step it is.',
  'dhcpv6.xid': 'Joins question and answer.',
  'dhcpv6.iaaddr.ip': 'An address for the client.',
  'dhcpv6.dns_server': 'Whom to ask for names.',
} as const;
