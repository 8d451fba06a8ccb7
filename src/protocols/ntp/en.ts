/** What NTP says, in English. */

export const en = {
  client: '{sender} asks {receiver} for the exact time.',
  server:
    '{sender} tells {receiver} the time: {time}. From the four times of question and answer the client works out how long the way took, and takes that off.',
  notSet: '{sender} answers {receiver}, but its own clock is not set yet.',
  kiss: '{sender} tells {receiver} to stop asking or to ask less often ({code}).',
  symmetric: '{sender} compares clocks with {receiver}, as equals.',
  broadcast: '{sender} tells all the time: {time}.',
  control: '{sender} asks {receiver} about the state of its time service.',
  controlReply: '{sender} tells {receiver} the state of its time service.',
  private: "{sender} sends {receiver} a message of ntpd's own.",
  other: '{sender} sends {receiver} a message of NTP of a kind that is not used (mode {mode}).',
  'about.ntp': 'NTP sets clocks: question and answer carry times, so that the time on the way can be taken off.',
} as const;
