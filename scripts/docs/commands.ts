/** docs/commands.md: every command as its own help explains it. */

import { renderHelp } from '../../src/cli/command/help.ts';
import { styleFor } from '../../src/cli/command/style.ts';
import * as registry from '../../src/cli/commands/index.ts';

export const render = (): string => {
  const commands = Object.values(registry).filter((command) => !command.hidden);
  const look = { columns: 80, style: styleFor(false) };
  const sections = commands.map((command) => `## ${command.name}\n\n\`\`\`\n${renderHelp(command, look)}\`\`\`\n`);
  const list = commands.map((command) => `| [${command.name}](#${command.name}) | ${command.summary} |`);
  return `# Commands

Written by \`npm run docs\` from the declarations in [src/cli/commands](../src/cli/commands). \`wirecat COMMAND -h\` prints the same.

| command | what it does |
| --- | --- |
${list.join('\n')}

${sections.join('\n')}`;
};
