/** What exported bytes without a network says, in English. */

export const en = {
  sent: '{sender} writes {receiver} {count|byte|bytes}: {text}',
  nothing: '{sender} writes {receiver} nothing.',
  opened: '{sender} opens the way to {receiver}.',
  ended: '{sender} has nothing more to write to {receiver}.',
  cut: 'The way between {sender} and {receiver} is cut.',
  'about.exported_pdu': 'Bytes that went through a pipe, a program or a unix socket, or whose network layers were left out.',
} as const;
