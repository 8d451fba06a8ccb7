/** What can be typed behind Ctrl-] in `telnet`. */
import { quote } from '../../core/fault.ts';
import type { TelnetClient } from '../../io/telnet/client.ts';
import { COMMANDS, Command, OPTIONS } from '../../protocols/telnet/names.ts';

export interface PromptModes {
  readonly isByCharacter: boolean;
  setMode(mode: 'line' | 'character'): void;
}

/** Does it; gives the lines to be shown. */
export const telnetPrompt = (text: string, client: TelnetClient, modes: PromptModes): readonly string[] => {
  const [word = '', ...words] = text.trim().toLowerCase().split(/\s+/);
  if (word === '') return [];
  if (word === 'quit' || word === 'close' || word === 'q') {
    client.channel.close();
    return [];
  }
  if (word === 'status') return status(client, modes);
  if (word === 'mode') return setMode(words[0], modes);
  if (word === 'send') return send(words, client);
  return word === 'help' || word === '?' ? HELP : [`there is no command ${quote(word)}; help lists what there is`];
};

const HELP = [
  'quit                       end the conversation',
  'status                     what is in force, and who edits what you type',
  'mode line|character        edit lines here, or send each key',
  'send ayt|ip|brk|ec|el|ao|eof|nop|escape   a command of Telnet, or Ctrl-] itself',
  'send do|dont|will|wont OPTION             ask for an option, by name or number',
  'an empty line goes back',
];

const status = (client: TelnetClient, { isByCharacter }: PromptModes): readonly string[] => {
  const { options } = client.end;
  const names = (whose: 'us' | 'them'): string => options.on(whose).map(optionName).join(', ') || 'none';
  return [
    `connected to ${client.channel.remote}`,
    `in force here: ${names('us')}`,
    `in force there: ${names('them')}`,
    isByCharacter ? 'each key is sent as it is typed' : 'lines are edited here',
  ];
};

const optionName = (option: number): string => OPTIONS[option] ?? `option ${option}`;

const setMode = (word: string | undefined, { setMode: set }: PromptModes): readonly string[] => {
  if (word !== 'line' && word !== 'character') return ['type mode line or mode character'];
  set(word);
  return [];
};

const WORDS: Readonly<Record<string, number>> = {
  ayt: Command.ayt,
  ip: Command.ip,
  brk: Command.break,
  ec: Command.ec,
  el: Command.el,
  ao: Command.ao,
  eof: Command.eof,
  nop: Command.nop,
};

const send = ([word = '', option = '']: readonly string[], client: TelnetClient): readonly string[] => {
  const command = WORDS[word];
  const asked = { do: ['them', true], dont: ['them', false], will: ['us', true], wont: ['us', false] } as const;
  if (command !== undefined) client.end.command(command);
  else if (word === 'escape') client.type(Uint8Array.of(0x1d));
  else if (Object.hasOwn(asked, word)) {
    const number = optionNumber(option);
    if (number === undefined) return [`there is no option ${quote(option)}; its number is 0 to 254`];
    const [whose, on] = asked[word as keyof typeof asked];
    client.end.options.ask(whose, number, on);
  } else return [`there is nothing ${quote(word)} to send; help lists what there is`];
  return command === undefined ? [] : [`sent ${COMMANDS[command]}`];
};

const optionNumber = (text: string): number | undefined => {
  if (/^\d{1,3}$/.test(text)) return Number(text) < 255 ? Number(text) : undefined;
  const found = Object.entries(OPTIONS).find(([, name]) => text !== '' && name?.toLowerCase().startsWith(text));
  return found === undefined ? undefined : Number(found[0]);
};
