/** What TFTP's fields says, in English. */

export const en = {
  'tftp.opcode': 'What it is: 1 reads, 2 writes, 3 data, 4 confirms, 5 error, 6 agrees to options.',
  'tftp.source_file': 'The file that is wanted.',
  'tftp.destination_file': 'The file that shall be stored.',
  'tftp.type': 'octet: byte for byte; netascii: as text.',
  'tftp.block': 'The number of the block: each is confirmed with its number.',
  'tftp.error.code': 'What went wrong, as a number.',
  'tftp.error.message': 'What went wrong, in words.',
  'tftp.block.full': 'The number of the block counted on past 65535, where the two bytes begin again at 0.',
  'tftp.request_frame': 'The packet that asked for the file.',
  'tftp.nextwindowsize': 'How many blocks follow each other before one is confirmed.',
  'tftp.option.name': 'What shall be otherwise: blksize is the length of blocks.',
  'tftp.option.value': 'The value for it.',
  'tftp.data': 'The bytes of the file.',
} as const;
