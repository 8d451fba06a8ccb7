/** What data packets of LISP say, in English. */

export const en = {
  packet: '{source} sends {target} a packet through a tunnel (LISP).',
  tunnel: 'It travels in a tunnel of LISP from {source} to {target}.',
  'about.lisp-data': 'LISP keeps apart who a machine is and where it is: routers wrap packets into others that go to where it is now.',
  'lisp-data.flags': 'Which of the fields count.',
  'lisp-data.flags.nonce': '1: a nonce is given.',
  'lisp-data.flags.lsb': '1: it is told which routers can be reached.',
  'lisp-data.flags.enr': '1: the receiver is asked to send the nonce back.',
  'lisp-data.flags.mv': '1: versions of the map are given.',
  'lisp-data.flags.iid': '1: the network is given.',
  'lisp-data.flags.res': 'Has no meaning.',
  'lisp-data.nonce': 'A random number that shows whether the other router is there.',
  'lisp-data.mapver': 'Which version of the map both routers know.',
  'lisp-data.iid': 'The number of the network, where several use the same addresses.',
  'lisp-data.lsb': 'Which of the routers of the sender can be reached, a bit each.',
  'lisp-data.lsb8': 'Which of the routers of the sender can be reached, a bit each.',
} as const;
