/** What WebSocket says, in English. */

export const en = {
  text: '{sender} sends {receiver} a message of text: {text}',
  packed: '{sender} sends {receiver} a message, packed into {count|byte|bytes}.',
  binary: '{sender} sends {receiver} a message of {count|byte|bytes}, no text.',
  part: '{sender} sends {receiver} a part of a message; the rest follows.',
  rest: '{sender} sends {receiver} a further part of a message.',
  close: '{sender} says that it wants to end the conversation.',
  closeWhy: '{sender} says that it wants to end the conversation: {why} ({code}).',
  ping: '{sender} asks {receiver} for a sign of life (ping).',
  pong: '{sender} answers with a sign of life (pong).',
  unknown: '{sender} sends {receiver} a frame of a kind that is not defined.',
  'about.websocket': 'WebSocket turns a connection of HTTP into one on which both sides send messages whenever they like.',
  'websocket.fin': '1: the last part of the message.',
  'websocket.rsv': 'For extensions, such as compression.',
  'websocket.opcode': 'What it is: 1 text, 2 bytes, 8 the end, 9 ping, 10 pong.',
  'websocket.mask': '1: the bytes are mixed with a key, as a client has to do.',
  'websocket.payload_length': 'Bytes of the message; 126 and 127 say that the length follows.',
  'websocket.masking_key': 'The key that the bytes are mixed with: no secret, it keeps proxies from being fooled.',
  'websocket.payload.text': 'The text of the message.',
  'websocket.payload.close.status_code': 'Why the conversation ends: 1000 is regular.',
  'websocket.payload.close.reason': 'The reason in words.',
} as const;
