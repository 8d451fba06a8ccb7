/** What content of several parts says, in English. */

export const en = {
  'about.mime_multipart': 'Content of several parts, one behind the other: a line that stands nowhere else parts them.',
  'mime_multipart.type': 'How the parts belong together: side by side, or each saying the same in another way.',
  'mime_multipart.first_boundary': 'The line in front of the first part: two hyphens and the word that was agreed on.',
  'mime_multipart.boundary': 'The line between two parts.',
  'mime_multipart.last_boundary': 'The line behind the last part: two more hyphens say that there are no more.',
  'mime_multipart.part': 'One part: its own head, an empty line, and what it is.',
  'mime_multipart.preamble': 'In front of the first part: programs that know no parts show it.',
  'mime_multipart.trailer': 'Behind the last part: it counts for nothing.',
  'mime_multipart.header.content-type': 'What kind of content this part is.',
  'mime_multipart.header.content-disposition': 'Whether it is shown with the text or is a file of its own, and what that is called.',
  'mime_multipart.header.content-transfer-encoding': 'How this part is written in letters.',
} as const;
