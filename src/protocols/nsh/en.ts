/** What the Network Service Header says, in English. */

export const en = {
  packet: '{source} sends {target} a packet that goes through a chain of services (NSH).',
  path: 'It goes through a chain of services: path {path}, {place} places at most before its end (NSH).',
  'about.nsh': 'The Network Service Header leads packets through a chain of services, such as filters and address translators.',
  'nsh.version': 'Always 0.',
  'nsh.Obit': '1: a packet of operation and maintenance.',
  'nsh.CBit': 'Has no meaning.',
  'nsh.ttl': 'How many services it may still pass.',
  'nsh.length': 'Words of four bytes that this header has.',
  'nsh.mdtype': '1: four words of metadata; 2: any number of them.',
  'nsh.nextproto': 'What follows.',
  'nsh.spi': 'The path: which services, in which order.',
  'nsh.si': 'The place on the path: each service counts it down.',
  'nsh.contextheader': 'Metadata that services share.',
  'nsh.metadataclass': 'Who says what the type means.',
  'nsh.metadatatype': 'What the metadata is.',
  'nsh.metadatalen': 'Bytes of the metadata.',
  'nsh.metadata': 'Metadata that services share.',
} as const;
