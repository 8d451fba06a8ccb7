/** `wirecat capture`: packets of an interface, live, in the views of `read` and in files. */
import { workThread } from '../../io/capture/live/capture-session.ts';
import { interfaceNames } from '../../io/host/interface-facts.ts';
import { options } from '../capture/capture-options.ts';
import { type Command, defineCommand } from '../command/command.ts';

export const command: Command = defineCommand({
  name: 'capture',
  summary: 'show the packets of an interface while they pass',
  group: 'Look',
  operands: [
    { name: 'INTERFACE', optional: true, complete: interfaceNames },
    { name: 'FILTER', optional: true, repeat: true },
  ],
  usage: ['', 'INTERFACE [CAPTURE FILTER] [-Y FILTER]', 'INTERFACE -w FILE [--rotate 100M,5]', 'ssh:HOST:INTERFACE', '- | PIPE'],
  details: [
    "Without an interface it lists those there are, and what may be captured; 'any' is all of them. The capture filter is tcpdump's language (host, net, port, tcp, and, or, not, …): what it keeps out never reaches us. -Y chooses among the rest, in Wireshark's.",
    "Capturing wants a right that most users lack (CAP_NET_RAW): root has it, dumpcap and tcpdump may have it, and where neither does the answer says what to type. 'unshare -rn' gives a network of your own in which you have it.",
    'ssh:HOST:INTERFACE captures on another machine, with dumpcap or tcpdump there and your own ssh; its own packets are kept out. - and pipes take what any program writes as pcap or pcapng.',
    'Packets that the system had no room for are counted: at the end, while they happen, and in the file.',
  ],
  options,
  interruptEnds: true,
  examples: [
    { line: 'wirecat capture lo port 8080', says: 'what goes to and from a service on this machine' },
    { line: 'wirecat capture eth0 -w night.pcapng --rotate 100M,5', says: 'the last 500 MB of a night' },
    { line: 'wirecat capture any -Y dns', says: 'names that are asked for, on all interfaces' },
    { line: 'wirecat capture ssh:pi@garden:eth0 port 1883 --ladder', says: 'a conversation on another machine, drawn while it happens' },
  ],
  run: async ({ options: given, words }, context) => {
    if (given.thread) await workThread();
    if (given.thread) return 0;
    const [name, ...filter] = words;
    if (name === undefined || given.list) return (await import('../capture/interface-list.ts')).listInterfaces(context);
    return (await import('../capture/live-capture.ts')).capture(given, name, filter.join(' '), context);
  },
});
