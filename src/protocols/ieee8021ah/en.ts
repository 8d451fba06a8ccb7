/** What IEEE 802.1ah says, in English. */

export const en = {
  packet: '{source} sends {target} a frame of a customer: service {service} of a provider (802.1ah).',
  service: 'A provider carries it between places of a customer: service {service} (802.1ah).',
  'about.ieee8021ah':
    'A provider wraps the frames of its customers into frames of its own, so that its switches need not know their addresses.',
  'ieee8021ah.priority': 'How urgent it is.',
  'ieee8021ah.drop': '1: may be given up first.',
  'ieee8021ah.nca': '1: the addresses of the customer mean nothing.',
  'ieee8021ah.res1': 'Has no meaning.',
  'ieee8021ah.res2': 'Has no meaning.',
  'ieee8021ah.isid': 'The number of the service: which customer it is.',
  'ieee8021ah.cdst': 'Who of the customer receives the frame.',
  'ieee8021ah.csrc': 'Who of the customer sent the frame.',
  'ieee8021ah.etype': 'What follows.',
} as const;
