/** What TCP says, in English. */

export const en = {
  syn: '{sender} asks {receiver} to open a connection to port {port}; its sequence numbers start at {seq}.',
  synAgain: 'No answer came: {sender} asks {receiver} once more to open a connection to port {port}, with the same first number {seq}.',
  synAck:
    '{sender} agrees to open the connection; it confirms the first number of {receiver:gen}, and its own sequence numbers start at {seq}.',
  synAckAgain: '{sender} agrees once more to open the connection: its first answer was not confirmed.',
  established: '{sender} confirms the answer of {receiver:gen}: now the connection is open for both.',
  data: '{sender} sends {receiver} {count|byte|bytes}.',
  dataNumbered: '{sender} sends {receiver} {count|byte|bytes}: number {from} to {to} of all that it has sent.',
  dataNamed:
    '{sender} sends {receiver} {count|byte|bytes}: number {from} to {to} of all that it has sent. Port {known} is that of {service}.',
  oneByte: '{sender} sends {receiver} 1 byte, number {from} of all that it has sent.',
  again: '{sender} sends {receiver} {count|byte|bytes} once more: no confirmation came in time, so {count!it|they} may have been lost.',
  againFast:
    '{sender} sends {receiver} {count|byte|bytes} once more, without waiting any longer: the same acknowledgement came several times, so {count!it was|they were} lost.',
  againNeedless:
    '{sender} sends {receiver} {count|byte|bytes} once more, although the acknowledgement of {count!it|them} had already passed here.',
  overtaken:
    '{count|byte|bytes} from {sender} for {receiver} {count!arrives|arrive} late: bytes that were sent after {count!it|them} are here already.',
  ackFrame: '{sender} confirms that all bytes of {receiver:gen} have arrived, up to the end of packet {frame}.',
  ackNumber: '{sender} confirms that the first {count|byte|bytes} of {receiver:gen} have arrived.',
  ackNothing: '{sender} confirms that the connection stands; of {receiver:gen} it has received no byte yet.',
  ackMid: '{sender} confirms what it has received so far from {receiver}.',
  ackAgain:
    '{sender} repeats its acknowledgement (time {time}): something arrived, but not what should follow packet {frame}, which it still waits for.',
  window: '{sender} tells {receiver} how much it can take now: {window|byte|bytes}.',
  windowUnknown: '{sender} tells {receiver} that the room in its buffer has changed.',
  zeroWindow: '{sender} has no room left in its buffer: {receiver} must stop sending until it hears of more.',
  probe: '{sender} tries with a single byte whether {receiver} has room again: it had said that its buffer is full.',
  probeAck: '{sender} answers the probe: its buffer is still full.',
  keepAlive:
    '{sender} asks whether {receiver} is still there or has room again: it repeats an old number and sends nothing new (keep-alive).',
  keepAliveAck: '{sender} answers the keep-alive: the connection still stands.',
  fin: '{sender} has nothing more to send and closes its direction; {receiver} may still send.',
  finBoth: '{sender} has nothing more to send either and closes its direction, too: with the acknowledgement of this the connection ends.',
  finAgain: '{sender} says once more that it has nothing more to send.',
  ackFin: '{sender} confirms that {receiver} has closed its direction; its own is still open.',
  ackFinBoth: '{sender} confirms the end: both directions are closed.',
  refused: '{sender} refuses the connection: nobody accepts any on port {port}.',
  dropped: '{sender} breaks off before the connection is open.',
  reset: '{sender} breaks the connection off at once (reset): whatever was still on the way is lost.',
  resetAfter: '{sender} rejects what came after the end: it knows this connection no more.',
  nothing: '{sender} sends {receiver} a segment without any flag: no TCP does so, a port scanner may.',
  cut: '{sender} sends {receiver} a TCP segment whose header is not whole or not right; more cannot be told.',
  // beside what the packet says
  addFin: 'With it {sender} closes its direction; {receiver} may still send.',
  addFinBoth: 'With it {sender} closes its direction, too.',
  addPart: 'They are a part of a message that is not whole yet: its rest is still to come.',
  addAgain: 'These bytes had been sent before: it is a repetition.',
  addOvertaken: 'It arrives late: bytes that were sent after it are here already.',
  addSynData: 'It brings {count|byte|bytes} along already (TCP Fast Open).',
  addLost: 'What was sent just before this packet is missing in the capture.',
  addAckLost: 'It confirms bytes that are missing in the capture.',
  addFull: 'With it the buffer of {receiver:gen} is full: {sender} has to wait for an acknowledgement.',
  addZero: 'Its own buffer is full: {receiver} must not send for now.',
  addReused: 'The same two ports had another connection before.',
  addOdd: 'Its flags exclude each other: no TCP sends them together, a port scanner may.',
  addUrgent: 'A part of it is marked urgent.',
} as const;
