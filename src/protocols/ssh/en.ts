/** What SSH says, in English. */

export const en = {
  version: '{sender} says which version of SSH it speaks ({version}) and which program it is: {software}.',
  versionAlone: '{sender} says which version of SSH it speaks: {version}.',
  line: '{sender} sends plain text where SSH has its version or packets: {text}',
  lists:
    '{sender} lists the methods that it knows, those it likes best first: {method} for agreeing on a key, {cipher} for encrypting what it sends.',
  agreed:
    '{sender} lists the methods that it knows. The first of the client’s that the server has, too, is taken: both will agree on a key by {method}, the server will prove itself with a key of the kind {hostKey}, and the client will encrypt with {cipher}.',
  nothing: '{sender} lists the methods that it knows; {what} is in both lists, so that the two cannot go on.',
  noMethod: 'no method to agree on a key',
  noHostKey: 'no kind of key of the server',
  noCipher: 'no cipher',
  init: '{sender} sends its half of the exchange from which both work out the same secret key ({method}); who hears both halves cannot work it out.',
  reply:
    '{sender} sends its half of the key exchange, the key by which the server is known ({type}) and a signature with it, which proves that no one else has answered.',
  request: '{sender} asks {receiver} for a prime of about {bits|bit|bits} from which both can work out a key.',
  group: '{sender} sends the prime and the base with which both will work out the key ({bits|bit|bits}).',
  newKeys: '{sender} has worked out the keys: all that it sends from here on is encrypted with {cipher}.',
  newKeysAlone: '{sender} has worked out the keys: all that it sends from here on is encrypted.',
  newKeysOpen: '{sender} has worked out the keys, but what it sends stays unencrypted: both have agreed on no cipher.',
  sealed: '{sender} sends {receiver:dat} {count|byte|bytes}, encrypted: only the two can read what it says.',
  disconnect: '{sender} ends the connection ({why}): {text}',
  disconnectAlone: '{sender} ends the connection: {why}.',
  ignore: '{sender} sends something that {receiver} is to ignore, so that who counts bytes learns less.',
  debug: '{sender} tells for those who look for errors: {text}',
  unimplemented: '{sender} does not know the kind of packet that it was sent.',
  serviceRequest: '{sender} asks {receiver} for the service {name}.',
  serviceAccept: '{sender} accepts: the service {name} begins.',
  other: '{sender} sends {receiver:dat} a packet of the kind {name}.',
  'about.ssh':
    'With SSH one works on another machine as if one sat at it: both sides agree on a key in the open, and all after that is encrypted.',
} as const;
