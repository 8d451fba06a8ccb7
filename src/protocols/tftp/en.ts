/** What TFTP says, in English. */

export const en = {
  read: '{sender} asks {receiver} for the file {file}.',
  readCut: '{sender} asks {receiver} for a file whose name is not whole.',
  write: '{sender} wants to store the file {file} at {receiver}.',
  writeCut: '{sender} wants to store a file at {receiver} whose name is not whole.',
  data: '{sender} sends {receiver} block {block} of the file, {count|byte|bytes}.',
  ack: '{sender} confirms block {block}.',
  ready: '{sender} agrees: the file may be sent.',
  options: '{sender} agrees to these options: {options}.',
  error: '{sender} breaks off: {why}.',
  other: '{sender} sends {receiver} a message of TFTP that is not defined.',
  'about.tftp': 'TFTP copies a file over UDP, block by block: each is confirmed before the next one goes.',
} as const;
