/** What forms of web pages say, in English. */

export const en = {
  'about.urlencoded-form': 'What somebody filled into a form on a web page: names and values.',
  'urlencoded-form.key': 'What the field of the form is called.',
  'urlencoded-form.value': 'What was filled in.',
} as const;
