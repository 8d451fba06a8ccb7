/** What bridges tell each other, in English. */

export const en = {
  root: '{source} tells the other switches that it is the root of their tree.',
  tree: '{source} tells the other switches that {root} is the root of their tree, at a cost of {cost} from here.',
  change: '{source} tells the root of the tree that the network has changed.',
  message: '{source} sends the other switches a message of the spanning tree.',
  'about.stp': 'With it switches agree on a tree in a network with loops, so that no frame runs in circles.',
} as const;
