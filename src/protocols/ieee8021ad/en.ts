/** What 802.1ad says, in English. */

export const en = {
  frame: "{source} sends {target} a frame within the provider's virtual network {id}.",
  outer: "Around it lies the tag {id} of a provider: many customers' networks share one line (Q-in-Q).",
  'about.ieee8021ad': 'A second tag, of the provider, around those of the customer.',
  'ieee8021ad.id': "The number of the provider's virtual network.",
  'ieee8021ad.priority': 'How urgent the frame is.',
  'ieee8021ad.dei': '1: to be dropped first where there is congestion.',
  'ieee8021ah.etype': 'What the frame carries.',
} as const;
