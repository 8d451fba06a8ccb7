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
