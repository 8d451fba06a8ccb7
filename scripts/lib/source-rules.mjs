/** Rules that hold for single sources and that no linter knows, as data: what is not written, where it may be, and why. */
import { parseSync, Visitor } from 'oxc-parser';
import { floorOf } from './floors.mjs';
import { protocolNames } from './protocol-names.mjs';

/**
 * @typedef {import('oxc-parser').Node} Node
 * @typedef {object} Rule
 * @property {string} what
 * @property {string} because
 * @property {readonly string[]} [except]  paths, or folders with a slash at the end
 * @property {string} [only]              a folder with a slash at the end
 * @property {readonly string[]} [floors]  names of floors; all where absent
 * @property {boolean} [pureOnly]          only on the floors that know no host
 * @property {(node: Node) => boolean} broken
 */

const WORDS_CHANGE = 'words change: what an error says in data stands in its code and, of an IoError, in its `at`';

const PROTOCOLS = protocolNames();

/** Floors that know protocols by what they declare. */
const GENERIC = ['core', 'wire', 'formats', 'analysis', 'view', 'run'];
const DECLARED_ONCE = 'what there is to know of a protocol is in its declaration: whoever adds one touches its folder and one line';

/** @type {readonly Rule[]} */
export const RULES = [
  {
    what: 'name of a protocol or of one of its fields',
    because: DECLARED_ONCE,
    floors: GENERIC,
    except: [
      // Who refused a connection: words of our own for TLS and HTTP as Wirecat speaks them, not for what is dissected.
      'src/core/refusal.ts',
      // What IANA calls ports: nothing that is dissected depends on it.
      'src/core/services-table.ts',
      // Examples in what is said of a capture filter that was typed where a display filter belongs.
      'src/analysis/filter/parse.ts',
      // Kinds of endpoints and overlays in addresses that people type.
      'src/run/lints.ts',
      'src/run/guided.ts',
      // What is learned from an exercise is a protocol.
      'src/run/lab/exercises/',
      'src/run/reach.ts',
      'src/run/refusals.ts',
      'src/run/serve-plan.ts',
      'src/run/serve-session.ts',
      'src/run/workbench/draft.ts',
      'src/run/workbench/workbench.ts',
    ],
    broken: (node) =>
      (node.type === 'Literal' && typeof node.value === 'string' && namesProtocol(node.value)) ||
      (node.type === 'TemplateElement' && namesProtocol(node.value.cooked ?? '')),
  },
  {
    what: 'import of one protocol',
    because: DECLARED_ONCE,
    floors: GENERIC,
    broken: (node) => node.type === 'ImportDeclaration' && /\/protocols\/(?!(guides|registry|words)\.ts$)/.test(node.source.value),
  },
  {
    what: 'process.exit',
    because: 'output that waits would be lost: set process.exitCode and let everything drain',
    except: ['src/cli/command/signals.ts'],
    broken: (node) => isMember(node, 'process', 'exit'),
  },
  {
    what: 'process.stdout or process.stderr',
    because: 'src/cli/command/output.ts alone writes there: it escapes, keeps back-pressure and outlives a reader who leaves',
    except: ['src/cli/command/output.ts', 'src/io/endpoints/stdio/stdio.ts'],
    broken: (node) => isMember(node, 'process', 'stdout') || isMember(node, 'process', 'stderr'),
  },
  {
    what: 'console',
    because: 'src/cli/command/output.ts alone writes to a terminal',
    broken: (node) => node.type === 'MemberExpression' && isName(node.object, 'console'),
  },
  {
    what: 'Buffer.allocUnsafe',
    because: 'memory that was not cleared may be shown or sent',
    except: ['src/io/'],
    broken: (node) => isMember(node, 'Buffer', 'allocUnsafe') || isMember(node, 'Buffer', 'allocUnsafeSlow'),
  },
  {
    what: 'import.meta',
    because: 'the launched program is CommonJS',
    except: ['src/web/app/'],
    broken: (node) => node.type === 'MetaProperty' && node.meta.name === 'import',
  },
  {
    what: '`b[o]!`',
    because: 'only where bytes and columns are read is an element promised to be there',
    except: [
      'src/core/',
      'src/wire/',
      'src/formats/',
      'src/analysis/',
      'src/protocols/',
      'src/view/rows.ts',
      'src/view/row-writer.ts',
      'src/view/written-lines.ts',
      'src/view/field-lines.ts',
      'src/run/look-for.ts',
      'src/run/ahead/lines-ahead.ts',
      'src/io/ws/frames.ts',
      'src/io/capture/read/frame-store.ts',
    ],
    broken: (node) =>
      node.type === 'TSNonNullExpression' &&
      node.expression.type === 'MemberExpression' &&
      node.expression.computed &&
      node.expression.property.type !== 'Literal',
  },
  {
    what: '`as unknown as`',
    because: 'it switches the compiler off',
    broken: (node) =>
      node.type === 'TSAsExpression' &&
      node.expression.type === 'TSAsExpression' &&
      node.expression.typeAnnotation.type === 'TSUnknownKeyword',
  },
  {
    what: 'clock',
    because: 'on the pure floors time is an argument',
    pureOnly: true,
    broken: (node) =>
      isMember(node, 'Date', 'now') ||
      isMember(node, 'performance', 'now') ||
      (node.type === 'NewExpression' && isName(node.callee, 'Date') && node.arguments.length === 0),
  },
  {
    what: 'Math.random',
    because: 'on the pure floors the same input gives the same output',
    pureOnly: true,
    // Seeds of hash tables: nothing that is shown depends on them.
    except: ['src/core/hash.ts'],
    broken: (node) => isMember(node, 'Math', 'random'),
  },
  {
    what: 'code made of text (Function, eval)',
    because: 'only the compiler of declared protocols makes code, and only of declarations',
    except: ['src/wire/'],
    broken: (node) =>
      (node.type === 'NewExpression' || node.type === 'CallExpression') && (isName(node.callee, 'Function') || isName(node.callee, 'eval')),
  },
  {
    what: 'socket, server or child made by Node',
    because: 'one whose error nobody hears ends the program: only these files make them, and each gives them a listener',
    except: [
      'src/cli/command/output.ts',
      'src/cli/netcat/nc/exec.ts',
      'src/cli/terminal/pager.ts',
      'src/io/capture/read/read-stream.ts',
      'src/io/capture/live/program-capture.ts',
      'src/io/program/fifo-deadlock.ts',
      'src/io/program/program.ts',
      'src/io/serve/ask-as-stranger.ts',
      'src/io/serve/concurrency/helper.ts',
      'src/io/program/terminal-program.ts',
      'src/io/host/accepted-handles.ts',
      'src/io/host/capabilities.ts',
      'src/io/net/socket-listen.ts',
      'src/io/tls/',
      'src/io/endpoints/udp/',
      'src/web/server/',
    ],
    broken: (node) =>
      (node.type === 'NewExpression' && (isName(node.callee, 'Socket') || isName(node.callee, 'TLSSocket'))) ||
      (node.type === 'CallExpression' && MAKERS.some((name) => isName(node.callee, name))),
  },
  {
    what: 'part that Node hides',
    because: 'it may be gone in the next Node: src/io/host/ alone uses such things, each behind the switch',
    except: ['src/io/host/'],
    broken: (node) =>
      (node.type === 'MemberExpression' && !node.computed && (isHidden(node.property) || isName(node.property, 'setFlagsFromString'))) ||
      (node.type === 'CallExpression' &&
        (isName(node.callee, 'setFlagsFromString') ||
          (node.callee.type === 'MemberExpression' &&
            (isName(node.callee.object, 'Reflect') || isName(node.callee.property, 'on')) &&
            node.arguments.some(isHidden)))),
  },
  {
    what: '`private`',
    because: '`#name` has the same meaning when the program runs: one spelling',
    except: ['src/run/frames.ts', 'src/run/recorder.ts'],
    broken: (node) =>
      (node.type === 'PropertyDefinition' || node.type === 'MethodDefinition' || node.type === 'AccessorProperty') &&
      (node.accessibility === 'private' || node.accessibility === 'protected') &&
      !(node.type === 'MethodDefinition' && node.kind === 'constructor'),
  },
  {
    what: 'search in an error’s words',
    because: WORDS_CHANGE,
    broken: (node) =>
      node.type === 'CallExpression' &&
      ((READERS.some((name) => isProperty(node.callee, name)) && holdsMessage(node.callee)) ||
        (SEARCHERS.some((name) => isProperty(node.callee, name)) && node.arguments.some(holdsMessage))),
  },
  {
    what: 'error’s words taken for a text',
    because: WORDS_CHANGE,
    only: 'src/cli/',
    broken: (node) => node.type === 'ConditionalExpression' && isErrorTest(node.test) && isMessage(node.consequent),
  },
  {
    what: 'class that inherits',
    because: 'nothing inherits but kinds of Error',
    broken: (node) =>
      node.type === 'ClassDeclaration' &&
      node.superClass !== null &&
      !(node.superClass.type === 'Identifier' && /Error$/.test(node.superClass.name)),
  },
];

/**
 * @param {string} path  from the root of the checkout
 * @param {string} text
 * @param {readonly Rule[]} [rules]
 * @returns {import('./imports.mjs').Complaint[]}
 */
export const checkSource = (path, text, rules = RULES) => {
  const pure = floorOf(path)?.pure === true;
  const held = rules.filter(
    (rule) =>
      (!rule.pureOnly || pure) &&
      path.startsWith(rule.only ?? '') &&
      (rule.floors === undefined || rule.floors.includes(floorOf(path)?.name ?? '')) &&
      !rule.except?.some((place) => path === place || (place.endsWith('/') && path.startsWith(place))),
  );
  /** @type {import('./imports.mjs').Complaint[]} */
  const complaints = [];
  /** @param {Node} node */
  const look = (node) => {
    for (const rule of held)
      if (rule.broken(node))
        complaints.push({
          path,
          line: text.slice(0, node.start).split('\n').length,
          text: `expected no ${rule.what}, because ${rule.because}`,
        });
  };
  new Visitor(Object.fromEntries(KINDS.map((kind) => [kind, look]))).visit(parseSync(path, text).program);
  return complaints;
};

/** What Node makes things by that have errors of their own. */
const MAKERS = ['createServer', 'createConnection', 'createSocket', 'spawn', 'fork'];

/** How a text is taken apart, and what looks for something in one. */
const READERS = [
  'at',
  'charAt',
  'endsWith',
  'includes',
  'indexOf',
  'lastIndexOf',
  'match',
  'matchAll',
  'search',
  'slice',
  'split',
  'startsWith',
  'substring',
];
const SEARCHERS = ['exec', 'test'];

/** Kinds of nodes that rules look at. */
const KINDS = [
  'Literal',
  'TemplateElement',
  'ImportDeclaration',
  'ConditionalExpression',
  'MemberExpression',
  'MetaProperty',
  'TSNonNullExpression',
  'TSAsExpression',
  'NewExpression',
  'CallExpression',
  'ClassDeclaration',
  'PropertyDefinition',
  'MethodDefinition',
  'AccessorProperty',
];

/** A word of its own: a kind of value, and the Time Protocol. */
const PLAIN_WORD = 'time';

/** @param {string} text */
const namesProtocol = (text) => (text !== PLAIN_WORD && PROTOCOLS.has(text)) || [...PROTOCOLS].some((name) => text.startsWith(`${name}.`));

/**
 * @param {Node} node
 * @param {string} name
 */
const isName = (node, name) => node.type === 'Identifier' && node.name === name;

/**
 * A name that begins with a line, as Node marks what is its own.
 * @param {Node} node
 */
const isHidden = (node) =>
  (node.type === 'Identifier' && /^_[a-zA-Z]/.test(node.name)) ||
  (node.type === 'Literal' && typeof node.value === 'string' && /^_[a-zA-Z]/.test(node.value));

/**
 * @param {Node} node
 * @param {string} name
 */
const isProperty = (node, name) => node.type === 'MemberExpression' && !node.computed && isName(node.property, name);

/** @param {Node} node */
const isMessage = (node) => isProperty(node, 'message');

/** `x instanceof Error`, or `…Error`. @param {Node} node */
const isErrorTest = (node) =>
  node.type === 'BinaryExpression' && node.operator === 'instanceof' && node.right.type === 'Identifier' && /Error$/.test(node.right.name);

/** The text of an error, alone or at the end of a chain of calls. @param {Node} node @returns {boolean} */
const holdsMessage = (node) => {
  if (isMessage(node)) return true;
  if (node.type === 'MemberExpression') return holdsMessage(node.object);
  if (node.type === 'CallExpression') return holdsMessage(node.callee);
  return node.type === 'ParenthesizedExpression' && holdsMessage(node.expression);
};

/**
 * @param {Node} node
 * @param {string} object
 * @param {string} property
 */
const isMember = (node, object, property) =>
  node.type === 'MemberExpression' && !node.computed && isName(node.object, object) && isName(node.property, property);
