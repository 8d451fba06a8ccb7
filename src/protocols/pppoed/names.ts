/** Codes and tags of PPPoE's discovery stage (RFC 2516, IANA registry). */

export const Code = { offer: 0x07, initiation: 0x09, request: 0x19, confirmation: 0x65, terminate: 0xa7 } as const;

export const CODES: Readonly<Record<number, string>> = {
  0: 'Session Data',
  [Code.offer]: 'Active Discovery Offer (PADO)',
  [Code.initiation]: 'Active Discovery Initiation (PADI)',
  10: 'Active Discovery Session-Grant (PADG)',
  11: 'Active Discovery Session-Credit Resp.(PADC)',
  12: 'Active Discovery Quality (PADQ)',
  [Code.request]: 'Active Discovery Request (PADR)',
  [Code.confirmation]: 'Active Discovery Session-confirmation (PADS)',
  [Code.terminate]: 'Active Discovery Terminate (PADT)',
  211: 'Active Discovery Message (PADM)',
  212: 'Active Discovery Network (PADN)',
};

export const Tag = { end: 0, service: 0x101, concentrator: 0x102, vendor: 0x105 } as const;

export const TAGS: Readonly<Record<number, string>> = {
  [Tag.end]: 'End-Of-List',
  [Tag.service]: 'Service-Name',
  [Tag.concentrator]: 'AC-Name',
  259: 'Host-Uniq',
  260: 'AC-Cookie',
  [Tag.vendor]: 'Vendor-Specific',
  262: 'Credits',
  263: 'Metrics',
  264: 'Sequence Number',
  265: 'Credit Scale Factor',
  272: 'Relay-Session-Id',
  273: 'HURL',
  274: 'MOTM',
  288: 'PPP-Max-Payload',
  289: 'IP Route Add',
  513: 'Service-Name-Error',
  514: 'AC-System-Error',
  515: 'Generic-Error',
};
