/** What NMEA 0183 says, in English. */

export const en = {
  position: '{sender} tells where it was at {time} UTC: {latitude}, {longitude}, worked out from {count|satellite|satellites}.',
  lost: '{sender} tells that it does not know where it is: it hears too few satellites.',
  time: '{sender} tells the time that the satellites have: {year}-{month}-{day} {time} UTC.',
  other: '{sender} sends a sentence of the kind {name}.',
  noise: '{sender} sends something that is no sentence of NMEA 0183.',
  'about.nmea0183': 'Receivers of GPS and instruments of ships tell what they measure, a line of text a time.',
  'nmea0183.talker': 'Who talks: GP a receiver of GPS, GN one of several systems, AI a ship’s radio.',
  'nmea0183.sentence': 'What the sentence tells: GGA where, ZDA when.',
  'nmea0183.unknown_field': 'A field of the sentence, as it is.',
  'nmea0183.checksum': 'All characters between $ and * combined by exclusive or.',
  'nmea0183.checksum_calculated': 'What the checksum has to be; Wirecat has worked it out.',
  'nmea0183.gga_time': 'When the receiver was there.',
  'nmea0183.gga_latitude': 'How far from the equator, in degrees and minutes, N or S.',
  'nmea0183.gga_longitude': 'How far from Greenwich, in degrees and minutes, E or W.',
  'nmea0183.gga_quality': 'How good it is: 0 nothing known, 1 by GPS alone, 2 corrected.',
  'nmea0183.gga_number_satellites': 'How many satellites it is worked out from.',
  'nmea0183.gga_horizontal_dilution': 'How well the satellites stand for it: 1 is good, 10 bad.',
  'nmea0183.gga_altitude': 'Height above the sea.',
  'nmea0183.gga_geoidal_separation': 'How much higher the sea is here than the ellipsoid of the system.',
  'nmea0183.zda_time': 'What time it is.',
} as const;
