import { expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { concat, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { fieldText } from '../../wire/show.ts';
import { protocols } from '../registry.ts';

it('shows content under the media type that it came with', () => {
  const bytes = concat([utf8('HTTP/1.1 200 OK\r\nContent-Type: Image/PNG; x=y\r\nContent-Length: 2\r\n\r\n'), Uint8Array.of(0x89, 0x50)]);
  const d = dissectAs(protocols, 'http', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
  expect(d.layers.map(({ layer }) => layer.name)).toEqual(['http', 'media']);
  expect(d.layers[1]?.fields.map(fieldText)).toEqual(['Media type: image/png (2 bytes)']);
  expect(valuesOf(d)['media.type']).toEqual(['8950']);
});
