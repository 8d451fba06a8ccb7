/** What help says in German: headings, what commands and services do. Keys are the English texts. */
export const titles: Readonly<Record<string, string>> = {
  'talks over any socket or pipe and shows the packets': 'spricht über jeden Socket und jede Pipe und zeigt die Pakete',
  'wirecat COMMAND -h explains one of them, wirecat endpoints lists all addresses':
    'wirecat COMMAND -h erklärt einen davon, wirecat endpoints zählt alle Arten von Adressen auf',
  'a conversation with its packets, on this machine alone': 'ein Gespräch mit seinen Paketen, nur auf diesem Rechner',
  'connect; wirecat PORT listens': 'baut eine Verbindung auf; wirecat PORT nimmt eine an',
  'one of these:': 'einer von diesen:',
  Usage: 'Aufruf',
  Examples: 'Beispiele',
  'one of': 'eines von',
  otherwise: 'sonst',
  'may be repeated': 'auch mehrmals',
  'show this help': 'zeigt diese Hilfe',
  port: 'Port',
  'UDP port': 'UDP-Port',

  Talk: 'Sprechen',
  Look: 'Ansehen',
  'As netcat': 'Wie netcat',
  About: 'Über Wirecat',
  Options: 'Optionen',
  Limits: 'Grenzen',
  'The wire': 'Die Pakete',
  Who: 'Wer',
  'Which frames': 'Welche Rahmen',
  Views: 'Ansichten',
  'As tshark spells it': 'In der Schreibweise von tshark',
  Machines: 'Für Programme',
  Files: 'Dateien',
  'The question': 'Die Frage',
  'The request': 'Die Anfrage',
  'The content': 'Der Inhalt',
  Clients: 'Clients',
  'Of services': 'Für Dienste',

  'pass what each peer sends to all others': 'gibt weiter, was jeder sendet, an alle anderen',
  'make a packet field by field: see it bit by bit, write it to a file, send it':
    'baut ein Paket Feld für Feld: Bit für Bit ansehen, in eine Datei schreiben, senden',
  'show the packets of an interface while they pass': 'zeigt die Pakete einer Schnittstelle, während sie vorbeikommen',
  'hold a chat that nc, telnet and IRC users can join as they are': 'ein Chat, in den man mit nc, telnet und IRC einfach hineinkommt',
  'print the script that completes words in bash, zsh or fish': 'gibt das Skript aus, das Wörter in bash, zsh oder fish ergänzt',
  'connect, talk, and see the packets of the conversation': 'baut eine Verbindung auf, spricht, und zeigt die Pakete des Gesprächs',
  'ask a name server, in the words of dig': 'fragt einen Nameserver, in der Sprache von dig',
  'send lines to an echo service and see them come back, until you type end':
    'sendet Zeilen an einen Echo-Dienst und zeigt, wie sie zurückkommen, bis man end tippt',
  'list the addresses that can be opened or listened on': 'zählt auf, welche Adressen man öffnen oder bedienen kann',
  'decode pasted bytes down to the bit; explain an address, a port, an error, a call, a URL':
    'entschlüsselt eingefügte Bytes bis aufs Bit; erklärt Adressen, Ports, Fehler, Aufrufe, URLs',
  'list the names that filters and exports know': 'zählt die Namen auf, die Filter und Exporte kennen',
  'fetch files by hand, each reply explained': 'Dateien von Hand holen, jede Antwort erklärt',
  'fetch a page as a browser does, and see request, reply and packets':
    'holt eine Seite, wie ein Browser es tut, und zeigt Anfrage, Antwort und Pakete',
  'say what is known of a host: name, address, MAC, port, who listens; or of this machine':
    'sagt, was über einen Rechner bekannt ist: Name, Adresse, MAC, Port, Programm; oder über diesen',
  'read mail on a server by hand, each reply explained': 'Mail auf einem Server von Hand lesen, jede Antwort erklärt',
  'do the exercises of the lectures, and have them checked by their packets':
    'die Übungen der Vorlesungen machen und an ihren Paketen prüfen lassen',
  'join any two endpoints, and see the packets of both': 'verbindet zwei beliebige Endpunkte und zeigt die Pakete von beiden',
  'wait for a client, talk, and see the packets of the conversation':
    'wartet auf einen Client, spricht mit ihm, und zeigt die Pakete des Gesprächs',
  "OpenBSD's netcat, as people type it": 'das netcat von OpenBSD, so wie man es tippt',
  'Ncat, as people type it': 'Ncat, so wie man es tippt',
  'the workbench: talk, serve and watch in a browser': 'die Werkbank: im Browser sprechen, bedienen und zusehen',
  'talk in a room of IRC by hand, each reply explained': 'in einem IRC-Raum von Hand sprechen, jede Antwort erklärt',
  'fetch mail by hand, each reply explained': 'Mail von Hand abholen, jede Antwort erklärt',
  'say what a port is called, and whose it is': 'sagt, wie ein Port heißt und wem er gehört',
  'show the packets of a pcap or pcapng file': 'zeigt die Pakete einer pcap- oder pcapng-Datei',
  "ask the system's resolver for the addresses of a name, or for the name of an address":
    'fragt das System nach den Adressen eines Namens oder nach dem Namen einer Adresse',
  'find out which ports of a machine take connections': 'findet heraus, welche Ports eines Rechners Verbindungen annehmen',
  'run services, one or many, and see the packets of their clients': 'betreibt einen oder viele Dienste und zeigt die Pakete ihrer Clients',
  'send a mail by hand, each reply explained': 'eine Mail von Hand senden, jede Antwort erklärt',
  'talk to an echo service here and watch the packets': 'mit einem Echo-Dienst auf diesem Rechner sprechen und die Pakete sehen',
  'make the calls on sockets one at a time, and see what each returns and causes':
    'Socket-Aufrufe einzeln machen und sehen, was jeder liefert und bewirkt',
  'use a terminal of another machine, and see what is negotiated':
    'das Terminal eines anderen Rechners benutzen und sehen, was ausgehandelt wird',
  'ask another machine for its time, and see how far our clock is off':
    'fragt einen anderen Rechner nach der Zeit und sagt, wie falsch unsere Uhr geht',
  'print the version and what it runs on, for bug reports': 'nennt die Version und worauf sie läuft, für Fehlermeldungen',
};
