/**
 * Makes a bundle load Node's own modules when they are first used, not when it starts: `node:net` costs 3 ms, `node:tls` 8 ms.
 *
 * esbuild writes `var import_node_net = require("node:net");` at the top and `import_node_net.connect` where it is used.
 * Both become calls of a function that requires once.
 */

/** @param {string} text  a bundle as esbuild prints it, not minified */
export const deferNodeModules = (text) => {
  /** @type {string[]} */
  const names = [];
  const deferred = text.replace(REQUIRED, (_, name, wrapper, id) => {
    names.push(name);
    if (wrapper === undefined) return `var ${name}$, ${name} = () => ${name}$ ??= require("${id}");`;
    return `var ${name}$, ${name} = () => ${name}$ ??= ${wrapper}(require("${id}"));`;
  });
  if (names.length === 0) return deferred;
  const used = new RegExp(`(?<![\\w$.])(${names.map((name) => name.replaceAll('$', '\\$')).join('|')})(?=[.[])`, 'g');
  return deferred.replace(used, '($1())');
};

const REQUIRED = /^var ([\w$]+) = (?:(__toESM)\()?require\("(node:[\w/]+)"\)\)?;$/gm;
