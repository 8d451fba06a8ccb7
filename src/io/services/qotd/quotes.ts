/** What the papers of the Internet say of themselves: the quotes where no others are given. */
export const QUOTES: readonly string[] = [
  'Be conservative in what you do, be liberal in what you accept from others.\r\n    -- RFC 793, Jon Postel',
  'It is always possible to add another level of indirection.\r\n    -- RFC 1925 (6a)',
  'With sufficient thrust, pigs fly just fine. However, this is not necessarily a good idea.\r\n    -- RFC 1925 (3)',
  'Every old idea will be proposed again with a different name and a different presentation, regardless of whether it works.\r\n    -- RFC 1925 (11)',
  'It is more complicated than you think.\r\n    -- RFC 1925 (8)',
  "No matter how hard you push and no matter what the priority, you can't increase the speed of light.\r\n    -- RFC 1925 (2)",
  'In protocol design, perfection has been reached not when there is nothing left to add, but when there is nothing left to take away.\r\n    -- RFC 1925 (12)',
];
