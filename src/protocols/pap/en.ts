/** What PAP says, in English. */

export const en = {
  asks: 'One end of the line says its name, {name}, and a password that everybody on the way can read.',
  yes: 'One end of the line takes the password: who sent it may come in.',
  no: 'One end of the line does not take the password.',
  'about.pap': 'One end of a PPP link shows with name and password who it is; both go over the line as they are.',
  'pap.code': 'What the message is.',
  'pap.identifier': 'An answer has the number of its question.',
  'pap.length': 'Bytes of the message.',
  'pap.peer_id': 'The name.',
  'pap.peer_id.length': 'Bytes of the name.',
  'pap.password': 'The password, as it is.',
  'pap.password.length': 'Bytes of the password.',
  'pap.message': 'A text for people.',
  'pap.message.length': 'Bytes of the text.',
} as const;
