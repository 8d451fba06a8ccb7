/** `wirecat complete SHELL` prints the script that makes a shell complete wirecat's words; the script asks back for candidates. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { type CompletionTable, candidates } from '../command/complete.ts';

export const command: Command = defineCommand({
  name: 'complete',
  summary: 'print the script that completes words in bash, zsh or fish',
  group: 'About',
  operands: [
    { name: 'SHELL', complete: () => Object.keys(SCRIPTS) },
    { name: 'WORD', optional: true, repeat: true },
  ],
  usage: ['bash|zsh|fish'],
  options: {},
  examples: [
    { line: 'source <(wirecat complete bash)', says: 'for this shell; put the line into ~/.bashrc for every one' },
    { line: 'wirecat complete zsh > ~/.zfunc/_wirecat', says: 'for zsh, where ~/.zfunc is in fpath' },
    { line: 'wirecat complete fish > ~/.config/fish/completions/wirecat.fish', says: 'for fish' },
  ],
  run: async ({ words }, { out, program }) => {
    const [shell = '', ...typed] = words;
    if (shell === 'candidates') out.write(await answer(typed));
    else if (Object.hasOwn(SCRIPTS, shell)) out.write(SCRIPTS[shell] ?? '');
    else throw new UsageError(program, sayWrong('shells'), shell);
    return 0;
  },
});

/** A line `WORD<tab>WHAT` a candidate, and `:file` or `:directory` where names of files follow. */
const answer = async (typed: readonly string[]): Promise<string> => {
  const commands = JSON.parse(readFileSync(join(__dirname, '..', 'commands.json'), 'utf8')) as CompletionTable[];
  const { words, paths, names, fields } = candidates(typed, commands);
  if (fields !== undefined) return (await import('../views/field-words.ts')).fieldWords(fields.typed, fields.before);
  const found = names === undefined ? words : pathsIn(names.typed).map((path) => ({ text: names.before + path, says: '' }));
  const lines = found.map((word) => `${word.text}\t${word.says}\n`);
  return (paths === undefined ? lines : [`:${paths}\n`, ...lines]).join('');
};

/** Paths that begin with `typed`; folders end in a slash. Names that would break the lines of the answer are left out. */
const pathsIn = (typed: string): readonly string[] => {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .filter((path) => path.startsWith(typed) && visible(path) === path);
  } catch {
    return [];
  }
};

/** bash breaks words at colons, so the words are cut again from the line, and what stands before the last break is taken off. */
const BASH = `# wirecat completion for bash
_wirecat() {
  local line=\${COMP_LINE:0:COMP_POINT} word text current broken
  local -a words
  read -ra words <<<"$line"
  [[ $line == *' ' ]] && words+=('')
  current=\${words[-1]}
  broken=\${current%"\${current##*[:=]}"}
  COMPREPLY=()
  while IFS=$'\\t' read -r word text; do
    case $word in
      :file) compopt -o filenames; COMPREPLY+=($(compgen -f -- "\${current#"$broken"}")) ;;
      :directory) compopt -o filenames; COMPREPLY+=($(compgen -d -- "\${current#"$broken"}")) ;;
      *) [[ $word == *[:=/.] ]] && compopt -o nospace; COMPREPLY+=("\${word#"$broken"}") ;;
    esac
  done < <("\${words[0]}" complete candidates -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _wirecat wirecat
`;

const ZSH = `#compdef wirecat
# wirecat completion for zsh
_wirecat() {
  local word name text
  local -a found shown open
  while IFS=$'\\t' read -r word text; do
    case $word in
      :file) _files ;;
      :directory) _files -/ ;;
      *[:=/.]) open+=("$word") ;;
      *)
        found+=("$word"); name="\${word##* }"
        (( $#name < 22 )) && name="\${(r:22:)name}"
        text="$name $text"; shown+=("\${text[1,COLUMNS-1]}") ;;
    esac
  done < <("\${words[1]}" complete candidates -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( $#open )) && compadd -S '' -a open
  (( $#found )) && compadd -l -d shown -a found
}
if [[ $funcstack[1] == _wirecat ]]; then _wirecat "$@"; else compdef _wirecat wirecat; fi
`;

const FISH = `# wirecat completion for fish
function __wirecat_candidates
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] complete candidates -- $words[2..-1] 2>/dev/null)
        switch $line
            case :file
                __fish_complete_path (commandline -ct)
            case :directory
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c wirecat -f -a '(__wirecat_candidates)'
`;

const SCRIPTS: Readonly<Record<string, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
