/** What JSON says, in English. */

export const en = {
  'about.json': 'Data as text: objects with named members, arrays, texts and numbers.',
  'json.object': 'An object: members with names.',
  'json.array': 'An array: values in their order.',
  'json.member': 'The name of a member and its value.',
  'json.key': 'What the member is called.',
  'json.path': 'The names that lead to the member; [] stands for an array.',
  'json.path_with_value': 'The names that lead to the value, and the value.',
  'json.member_with_value': 'The name of the member, and its value.',
  'json.value.string': 'A text.',
  'json.value.number': 'A number as it is written.',
  'json.value.true': 'True.',
  'json.value.false': 'False.',
  'json.value.null': 'Nothing is said.',
} as const;
