/** `-t`: every option that a telnet peer offers or asks for is refused (RFC 854: WILL and WONT by DONT, DO and DONT by WONT). */

/** Gives the answer to each stretch of a stream; a command that a stretch cuts in two is answered with the next one. */
export const telnetRefusals = (): ((chunk: Uint8Array) => Uint8Array) => {
  /** Bytes of an unfinished command: IAC, or IAC and its verb. */
  let state: 'data' | 'command' | number = 'data';
  return (chunk) => {
    const answers: number[] = [];
    for (const byte of chunk) {
      if (state === 'data') state = byte === IAC ? 'command' : 'data';
      else if (state === 'command') state = ANSWERS[byte] ?? 'data';
      else {
        answers.push(IAC, state, byte);
        state = 'data';
      }
    }
    return Uint8Array.from(answers);
  };
};

const IAC = 255;
const [WILL, WONT, DO, DONT] = [251, 252, 253, 254];
const ANSWERS: Readonly<Record<number, number>> = { [WILL]: DONT, [WONT]: DONT, [DO]: WONT, [DONT]: WONT };
