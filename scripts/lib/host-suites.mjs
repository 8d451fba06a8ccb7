/** Folders of the tests that depend on what Node and the system hide: they run in a plain host, too, and on every Node that we support. */
export const HOST_SUITES = [
  'src/io/host',
  'src/io/endpoints',
  'src/io/overlays',
  'test/conformance/endpoint',
  'test/conformance/link',
  'test/conformance/overlay',
];
