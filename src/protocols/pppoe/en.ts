/** What PPPoE says, in English. */

export const en = {
  packet: '{source} sends {target} {count|byte|bytes} over the DSL line (PPPoE session {session}).',
  tunnel: 'It goes over a DSL line: session {session} of PPPoE.',
  'about.pppoe': 'PPPoE carries PPP over Ethernet: so DSL lines know their customers.',
  'pppoe.version': 'The version: 1.',
  'pppoe.type': 'Always 1.',
  'pppoe.code': '0: data of the session.',
  'pppoe.session_id': "The number of the session: a customer's line.",
  'pppoe.payload_length': 'Bytes that follow.',
} as const;
