/** What MPLS says, in English. */

export const en = {
  frame: '{source} sends {target} a frame with the label {label} of an MPLS network.',
  label: "In the provider's network it follows the {count!label|labels} {labels} (MPLS): routers there look at labels, not at addresses.",
  'about.mpls': "Labels lead packets through a provider's network: each router swaps them and sends the packet on.",
  'mpls.label': 'The label: by it the next router knows the way.',
  'mpls.exp': 'The class of service.',
  'mpls.bottom': '1: the last label; the packet follows.',
  'mpls.ttl': 'How many routers it may still pass.',
} as const;
