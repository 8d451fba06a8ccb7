/** What test frames of Ethernet say, in English. */

export const en = {
  forward: '{source} asks {target} to send this test frame on to {to}: does the way work?',
  reply: '{source} sends {target} a test frame that went there and back: the way works.',
  'about.loop': 'A frame that is sent there and back shows whether a line works; switches often send one to themselves.',
  'loop.skipcount': 'How many bytes of the list of functions are done.',
  'loop.function': '1: the frame is a reply; 2: it is to be sent on.',
  'loop.relevant_function': 'What is to be done now.',
  'loop.receipt_number': 'By this number the sender knows the frame again.',
  'loop.forwarding_address': 'To whom the frame goes next.',
} as const;
