/** Words of the views, in English. */

export const frame = {
  unknown: 'The frame has {count|byte|bytes} of a kind that is not decoded.',
  empty: 'The frame is empty.',
  carries: '{sender} sends {receiver} something of {protocol}, which no sentence tells more about.',
  more: 'And {count|more message follows|more messages follow} in the same packet.',
  pieces: 'The message came in {count|piece|pieces}: packets {frames}.',
  cut: 'The capture kept only the first {captured} of its {original|byte|bytes}.',
  broken: 'Something in it is wrong: its part of {protocol} does not hold what it should.',
} as const;

export const explain = {
  field: 'field of {title}',
  place: '{bits|bit|bits}, from byte {byte}, bit {bit} of the header on',
  declared: 'The header as it is declared:',
  example: 'A packet that shows it:',
  fields: 'Its fields:',
  sumOf: 'Internet checksum (RFC 1071) over {count|byte|bytes}: all 16-bit words added up',
  sumRight: 'The sum with its checksum is 0xffff: the checksum that lies in these bytes is right.',
  sumWrong: 'If one of these words is a checksum, it is wrong: with the right one the sum would be 0xffff.',
  sumPut: 'If there is no checksum in these bytes yet, this is it: {complement}.',
  protocolWrong: 'The pseudo header holds the protocol number {given}; the IP header says {true}.',
  decimal: '{decimal} is the number in decimal; in hexadecimal it is {hex}.',
} as const;

export const ladder = {
  open: 'open',
  message: 'message {number}',
  close: 'close',
  connects: 'client: connects',
  listens: 'server: listens',
  server: 'server',
  plain: 'S: made from our own socket calls: bytes, times, addresses and closing are real.',
  inferred:
    'S: made from our own socket calls: bytes, times, addresses and closing are real. Pure ACKs (~), segments, Seq and Ack numbers are inferred.',
  folded:
    'S: made from our own socket calls: bytes, times, addresses and closing are real. ACKs (~) and numbers that are inferred are folded: --wire=all shows them.',
  lab: 'L: from the simulated network; real inside it.',
} as const;

export const layers = {
  heading: 'OSI  How each layer wraps the one above it, in bytes:',
  link: 'link',
  network: 'network',
  transport: 'transport',
  application: 'application',
  bytes: '{count|byte|bytes}',
} as const;

export const vantage = {
  near: 'seen at the client',
  far: 'seen at the server',
  there: 'client to server',
  back: 'server to client',
  arrived: 'after {took}',
  overtaken: 'after {took}, overtaken',
  lost: 'lost{took}',
  doubled: 'once more{took}',
  changed: 'after {took}, changed',
  unsent: 'never seen leaving{took}',
  sent: '{sent} sent, {came} came',
  lostSum: '{count} lost',
  overtakenSum: '{count} overtaken',
  doubledSum: '{count} came twice',
  changedSum: '{count} changed',
  unsentSum: '{count} never seen leaving',
  took: 'on the way {least} to {most}, in the middle {middle}',
} as const;
