/** What help says between usage and options, and beside examples, in German. Keys are the English texts. */
export const details: Readonly<Record<string, string>> = {
  'Standard input is heard by all, standard output gets what everybody sends. The end of standard input changes nothing; Ctrl-C ends it.':
    'Die Standardeingabe hören alle, die Standardausgabe bekommt, was alle senden. Das Ende der Standardeingabe ändert nichts; Strg-C beendet.',
  'A peer that does not read has up to --queue bytes waiting; then the others wait for it, --patience at most, and it is cut.':
    'Auf einen, der nicht liest, warten bis zu --queue Bytes; dann warten die anderen auf ihn, höchstens --patience lange, und er wird getrennt.',
  "An ADDRESS is HOST:PORT, or begins with its kind: ENDPOINTS (and - for standard input and output). Before another one may stand OVERLAYS, as in tls:example.com:443 or crlf:tls:example.com:993. 'wirecat endpoints' shows each with an example, 'wirecat endpoints udp' one with its options.":
    "Eine Adresse ist HOST:PORT, oder sie beginnt mit ihrer Art: ENDPOINTS (und - für Standardein- und -ausgabe). Vor einer anderen darf OVERLAYS stehen, wie in tls:example.com:443 oder crlf:tls:example.com:993. 'wirecat endpoints' zeigt jede mit einem Beispiel, 'wirecat endpoints udp' eine mit ihren Optionen.",
  'LAYERS are names of protocols from the lowest up: ip/udp, eth/arp, ip/gre/ip/tcp. A field is named as filters name it; a flag is one, too: tcp.flags.syn=1. So are options (tcp.options.mss_val=1460, dhcp.option.dhcp=discover), in the order given, and what some protocols have behind their header: dns.qry.name, icmp.seq, arp.dst.proto_ipv4. Lengths, checksums and what names the next layer are worked out, unless they are given: so wrong ones can be made as well. --fields lists what can be given.':
    'LAYERS sind Namen von Protokollen, das unterste zuerst: ip/udp, eth/arp, ip/gre/ip/tcp. Ein Feld heißt wie in Filtern; auch ein Flag ist eines: tcp.flags.syn=1. Ebenso Optionen (tcp.options.mss_val=1460, dhcp.option.dhcp=discover), in der angegebenen Reihenfolge, und was manche Protokolle hinter ihrem Kopf haben: dns.qry.name, icmp.seq, arp.dst.proto_ipv4. Längen, Prüfsummen und was die nächste Schicht nennt werden ausgerechnet, außer man gibt sie an: so lassen sich auch falsche machen. --fields zählt auf, was man angeben kann.',
  'To send a packet is the right of the administrator: --send raw:10.0.0.2?header for one that begins with IP, --send packet:eth0 for one that begins with Ethernet. In a network of your own nobody has to be asked: unshare -rn.':
    'Ein Paket zu senden ist das Recht des Administrators: --send raw:10.0.0.2?header für eines, das mit IP beginnt, --send packet:eth0 für eines, das mit Ethernet beginnt. In einem eigenen Netz muss man niemanden fragen: unshare -rn.',
  "Without an interface it lists those there are, and what may be captured; 'any' is all of them. The capture filter is tcpdump's language (host, net, port, tcp, and, or, not, …): what it keeps out never reaches us. -Y chooses among the rest, in Wireshark's.":
    "Ohne Schnittstelle werden alle aufgezählt, und was man mitschneiden darf; 'any' sind alle zugleich. Der Mitschnittfilter spricht die Sprache von tcpdump (host, net, port, tcp, and, or, not, …): was er nicht durchlässt, kommt hier nie an. -Y wählt aus dem Rest, in der Sprache von Wireshark.",
  "Capturing wants a right that most users lack (CAP_NET_RAW): root has it, dumpcap and tcpdump may have it, and where neither does the answer says what to type. 'unshare -rn' gives a network of your own in which you have it.":
    "Zum Mitschneiden braucht man ein Recht, das die meisten Benutzer nicht haben (CAP_NET_RAW): root hat es, dumpcap und tcpdump vielleicht, und sonst sagt die Antwort, was zu tippen ist. 'unshare -rn' gibt ein eigenes Netz, in dem man es hat.",
  'ssh:HOST:INTERFACE captures on another machine, with dumpcap or tcpdump there and your own ssh; its own packets are kept out. - and pipes take what any program writes as pcap or pcapng.':
    'ssh:HOST:INTERFACE schneidet auf einem anderen Rechner mit, mit dumpcap oder tcpdump dort und dem eigenen ssh; dessen Pakete bleiben draußen. - und Pipes nehmen, was irgendein Programm als pcap oder pcapng schreibt.',
  'Packets that the system had no room for are counted: at the end, while they happen, and in the file.':
    'Pakete, für die das System keinen Platz hatte, werden gezählt: am Ende, währenddessen und in der Datei.',
  'Type lines to speak; /help lists what else can be typed, by you and by everybody else. You see every room. Ctrl-C ends it.':
    'Zeilen tippen, um zu sprechen; /help zählt auf, was man sonst noch tippen kann, hier und überall sonst. Hier sieht man jeden Raum. Strg-C beendet.',
  "What a person says is shown as '<name> text'; a line that begins with '* ' is the chat's own, and nobody can type one. Control characters are made visible.":
    "Was jemand sagt, erscheint als '<Name> Text'; eine Zeile, die mit '* ' beginnt, kommt vom Chat selbst, und niemand kann eine tippen. Steuerzeichen werden sichtbar gemacht.",
  'A client of IRC (irssi, weechat) is known by its first words; the rooms are its channels, #lobby the first.':
    'Ein IRC-Client (irssi, weechat) wird an seinen ersten Wörtern erkannt; die Räume sind seine Kanäle, #lobby der erste.',
  'Who does not read has up to --queue bytes waiting, and is dropped then. Nobody waits for anybody.':
    'Auf einen, der nicht liest, warten bis zu --queue Bytes, dann wird er getrennt. Niemand wartet auf jemanden.',
  'What comes in on standard input is sent, what the other side sends goes to standard output. The end of standard input ends our direction (FIN) and the other side may still answer; while one types, Ctrl-D behind text sends it without a line end, and alone ends. At the end standard error says what was sent and received and who closed.':
    'Was über die Standardeingabe kommt, wird gesendet; was die Gegenseite sendet, geht auf die Standardausgabe. Das Ende der Standardeingabe beendet unsere Richtung (FIN), und die Gegenseite darf noch antworten; beim Tippen sendet Strg-D hinter Text diesen ohne Zeilenende, allein beendet es. Am Ende sagt die Fehlerausgabe, was gesendet und empfangen wurde und wer geschlossen hat.',
  'The packets are made from our own socket calls, no privilege needed: bytes, times, addresses and the order of closing are real, segments and acknowledgements are inferred, and every packet is marked S.':
    'Die Pakete entstehen aus unseren eigenen Socket-Aufrufen, ohne besonderes Recht: Bytes, Zeiten, Adressen und die Reihenfolge des Schließens sind echt, Segmente und Bestätigungen sind erschlossen, und jedes Paket trägt das Zeichen S.',
  'TYPE is A where none is given, or MX, AAAA, TXT, NS, SOA, SRV, CAA, HTTPS, ANY, AXFR …, or TYPE65. @SERVER is a name or an address, with #PORT behind it; otherwise those of /etc/resolv.conf are asked; names below .local are asked of all on the link (mDNS).':
    'TYPE ist A, wenn keiner dasteht, oder MX, AAAA, TXT, NS, SOA, SRV, CAA, HTTPS, ANY, AXFR …, oder TYPE65. @SERVER ist ein Name oder eine Adresse, mit #PORT dahinter; sonst werden die aus /etc/resolv.conf gefragt; nach Namen unter .local werden alle im Netzsegment gefragt (mDNS).',
  'Options: +short, +tcp, +norecurse, +dnssec, +noedns, +edns=N, +bufsize=BYTES, +ignore (a reply that was cut is not asked for again over TCP), +time=SECONDS, +tries=N, +noadflag, +cdflag; +noall, +answer and the other sections choose what is printed.':
    'Optionen: +short, +tcp, +norecurse, +dnssec, +noedns, +edns=N, +bufsize=BYTES, +ignore (nach einer gekürzten Antwort wird nicht noch einmal über TCP gefragt), +time=SECONDS, +tries=N, +noadflag, +cdflag; +noall, +answer und die anderen Abschnitte wählen, was ausgegeben wird.',
  'The line end, Ctrl-D and the end of standard input end the conversation; what was sent last still comes back. At the end it is told whether all came back, and the exit code is 1 where it did not.':
    'Die Zeile end, Strg-D und das Ende der Standardeingabe beenden das Gespräch; was zuletzt gesendet wurde, kommt noch zurück. Am Ende wird gesagt, ob alles zurückkam; wenn nicht, ist der Exit-Code 1.',
  'HEX is a frame in any layout: a hex dump with offsets and characters beside it, digits with or without blanks, colons or 0x; - reads it from standard input. What is at the start, Ethernet or IP, is found out; --link says it.':
    'HEX ist ein Rahmen in beliebiger Form: mit Adressen und Zeichen daneben, Ziffern mit oder ohne Leerzeichen, Doppelpunkte oder 0x; - liest ihn von der Standardeingabe. Ob er mit Ethernet oder IP beginnt, wird herausgefunden; --link sagt es.',
  'The name of a protocol shows what it is for, with a packet, its header bit by bit, and a sentence for each field; the name of a field, what it is there for; that of a call on sockets (bind, accept, …), what it does, returns and causes on the wire.':
    'Der Name eines Protokolls zeigt, wozu es da ist, mit einem Paket, seinem Kopf Bit für Bit und einem Satz zu jedem Feld; der Name eines Felds, wozu es da ist; der eines Socket-Aufrufs (bind, accept, …), was er tut, liefert und im Netz bewirkt.',
  'checksum HEX… adds the bytes up in steps, as the Internet checksum does; of a packet of IP, each of its checksums.':
    'checksum HEX… addiert die Bytes Schritt für Schritt, wie die Internet-Prüfsumme es tut; bei einem IP-Paket jede seiner Prüfsummen.',
  'A single word that is an address (192.0.2.7/24, fe80::1), an address with a port (as the bytes of a struct sockaddr), a MAC address, a port or the number or name of an error (111, ECONNREFUSED), or a URL, is explained as such, and so is a header field of HTTP or mail (as in: TE: deflate, gzip;q=0.5); where it may be several, each is. --link takes it as bytes.':
    'Ein einzelnes Wort, das eine Adresse ist (192.0.2.7/24, fe80::1), eine Adresse mit Port (als Bytes einer struct sockaddr), eine MAC-Adresse, ein Port, Nummer oder Name eines Fehlers (111, ECONNREFUSED) oder eine URL, wird als solches erklärt, ebenso ein Kopffeld von HTTP oder Mail (wie TE: deflate, gzip;q=0.5); kommt mehreres in Frage, dann alles davon. --link nimmt es als Bytes.',
  'A session of SPEC as one types it: a line is suggested each time; Enter sends it, Tab brings it to be changed, and any other line may be typed. Each reply is shown as it comes and told in a plain sentence. Passwords are covered on the screen.':
    'Eine Sitzung nach SPEC, wie man sie tippt: jedes Mal wird eine Zeile vorgeschlagen; Enter sendet sie, Tab holt sie zum Ändern, und man darf auch jede andere tippen. Jede Antwort erscheint, wie sie kommt, und wird in einem Satz erklärt. Passwörter sind auf dem Bildschirm verdeckt.',
  'Without a port it is PLAIN, behind tls: SAFE. Where the protocol changes to TLS on the way, so does the session; a self-made certificate wants --insecure.':
    'Ohne Port ist es PLAIN, hinter tls: SAFE. Wechselt das Protokoll unterwegs zu TLS, so tut es auch die Sitzung; ein selbst gemachtes Zertifikat braucht --insecure.',
  'Lines from a pipe are sent one by one, each when the one before it is answered; standard output gets what was said (> and <), standard error what it means.':
    'Zeilen aus einer Pipe werden einzeln gesendet, jede, wenn die vorige beantwortet ist; die Standardausgabe bekommt, was gesagt wurde (> und <), die Fehlerausgabe, was es bedeutet.',
  'Standard error tells the request as it goes out (>) and the reply as it comes (<): its head, its chunks, cookies and redirects, which are followed. Standard output gets the content, unpacked; of a page of HTML the text.':
    'Die Fehlerausgabe zeigt die Anfrage, wie sie hinausgeht (>), und die Antwort, wie sie kommt (<): Kopf, Stücke (Chunks), Cookies und Umleitungen, denen gefolgt wird. Die Standardausgabe bekommt den Inhalt, ausgepackt; von einer HTML-Seite den Text.',
  'What is typed goes out as it is: a header that is not what it should be is told, and sent. `Name:` without a value leaves a header out. The exit code is 1 where the status is 400 or more.':
    'Was getippt wird, geht so hinaus: ein Kopffeld, das nicht stimmt, wird gemeldet und gesendet. `Name:` ohne Wert lässt eines weg. Der Exit-Code ist 1, wenn der Status 400 oder mehr ist.',
  'URLs: http://HOST:PORT/PATH, https://…, ftp://HOST/PATH (a folder where it ends with /), unix:SOCKET:/PATH and file:///PATH.':
    'URLs: http://HOST:PORT/PATH, https://…, ftp://HOST/PATH (ein Ordner, wenn er mit / endet), unix:SOCKET:/PATH und file:///PATH.',
  'Four kinds of address lead to a program: the name of a machine, its IP address, the MAC address of the next adapter on the way, and the port. Of a host all that this machine knows is told; which program listens on a port only of this machine itself.':
    'Vier Arten von Adressen führen zu einem Programm: der Name eines Rechners, seine IP-Adresse, die MAC-Adresse der nächsten Netzwerkkarte auf dem Weg, und der Port. Von einem Rechner wird gesagt, was dieser hier weiß; welches Programm an einem Port Verbindungen annimmt, nur von diesem selbst.',
  'Without a word: the name of this machine, its interfaces with their addresses, router and name servers, and every port on which a program listens.':
    'Ohne Wort: der Name dieses Rechners, seine Schnittstellen mit ihren Adressen, Router und Nameserver, und jeder Port, an dem ein Programm Verbindungen annimmt.',
  'Exercises: EXERCISES; without a word they are listed with what each is about.':
    'Übungen: EXERCISES; ohne Wort werden sie aufgezählt, mit dem, worum es geht.',
  'Each starts what it needs, says what to do, and watches: your own programs, in any language, as well as wirecat, nc and others. Whatever goal is reached is told with the packets that show it.':
    'Jede startet, was sie braucht, sagt, was zu tun ist, und sieht zu: eigenen Programmen in jeder Sprache ebenso wie wirecat, nc und anderen. Welches Ziel auch erreicht wird, es wird mit den Paketen gemeldet, die es zeigen.',
  'Then type: check (what is done), hint (what to do next), answer 1 TEXT (to a question), code FILE (to hand in with the report), report FILE (one HTML file with captures, ladders, answers and code), task (once more), wait (until everything is done), end. From a pipe the same words, one a line.':
    'Dann tippen: check (was erreicht ist), hint (was als Nächstes zu tun ist), answer 1 TEXT (zu einer Frage), code FILE (kommt in den Bericht), report FILE (eine HTML-Datei mit Mitschnitten, Diagrammen, Antworten und Programmen), task (noch einmal die Aufgabe), wait (bis alles erreicht ist), end. Aus einer Pipe dieselben Wörter, eines je Zeile.',
  "A side is opened, or with 'listen:' before its address listened on: each client gets a link of its own, up to the limits below. Where both listen, whoever comes first on one side waits for one on the other.":
    "Eine Seite wird geöffnet, oder sie nimmt mit 'listen:' vor der Adresse Verbindungen an: jeder Client bekommt eine eigene Verbindung, bis zu den Grenzen unten. Nehmen beide an, so wartet, wer auf einer Seite zuerst kommt, auf einen auf der anderen.",
  'The end of one direction is passed on as such, a reset as a reset, and each side is read only as fast as the other takes it.':
    'Das Ende einer Richtung wird als solches weitergegeben, ein Abbruch als Abbruch, und jede Seite wird nur so schnell gelesen, wie die andere es abnimmt.',
  'Without a host only this machine can connect; 0.0.0.0 or * lets everybody in that --allow and --deny do not keep out. Port 0 takes any free port; standard error says which.':
    'Ohne Rechnernamen kann nur dieser Rechner herein; 0.0.0.0 oder * lässt alle herein, die --allow und --deny nicht abhalten. Port 0 nimmt irgendeinen freien; die Fehlerausgabe sagt, welchen.',
  'One client is served; with -k the next one when it has gone.': 'Ein Client wird bedient; mit -k der nächste, wenn er gegangen ist.',
  'Opens a page on this machine alone and prints its address; on a desktop a browser opens it. An echo service runs and a client of it talks, so that there is something to see: what is typed here or on the page becomes packets in both. FILE is a capture to look at, or capture:eth0 an interface; others can be dropped on the page, or captured from there.':
    'Öffnet eine Seite, die nur dieser Rechner erreicht, und nennt ihre Adresse; auf einem Desktop öffnet sie ein Browser. Ein Echo-Dienst läuft und ein Client spricht mit ihm, damit es etwas zu sehen gibt: was hier oder auf der Seite getippt wird, wird auf beiden zu Paketen. FILE ist ein Mitschnitt zum Ansehen, oder capture:eth0 eine Schnittstelle; andere kann man auf die Seite ziehen, oder dort mitschneiden.',
  'The address carries a token, which lets in who has it. Everything stays until Ctrl-C. `wirecat` without words does the same, unless standard input has lines: those are sent, their packets drawn, and it ends, as with `wirecat start`.':
    'Die Adresse enthält einen Schlüssel, der den hereinlässt, der ihn hat. Alles bleibt bis Strg-C. `wirecat` ohne Wörter tut dasselbe, außer die Standardeingabe hat Zeilen: dann werden diese gesendet und ihre Pakete gezeichnet, und es endet wie `wirecat start`.',
  'Names are those of the registry of the Internet (RFC 6335). Without a word the three ranges are told, and the one from which this system takes the ports of clients, which is another on each system.':
    'Die Namen sind die des Registers des Internets (RFC 6335). Ohne Wort werden die drei Bereiche genannt, und der, aus dem dieses System die Ports für Clients nimmt; der ist auf jedem System anders.',
  'On a terminal FILE alone opens a viewer: rows, tree and bytes, filters, conversations; ? in it shows the keys, q leaves. With a filter, a count or --no-view the rows are printed, a line each as far as the terminal is wide; in a pipe they are whole.':
    'Am Terminal öffnet FILE allein einen Betrachter: Zeilen, Baum und Bytes, Filter, Gespräche; ? zeigt darin die Tasten, q verlässt ihn. Mit Filter, Anzahl oder --no-view werden Zeilen ausgegeben, so weit das Terminal reicht; in einer Pipe sind sie ganz.',
  "FILE may be packed with gzip, '-' is standard input, and capture:eth0 an interface (wirecat capture -h). Rows show number, mark, time, source, destination, protocol, length and what the packet says. The mark tells how true a frame is: R was captured, S was made from socket calls, L was built (wirecat build) and comes from no wire. What is decoded stands in docs/protocols.md; above that everything is data.":
    "FILE darf mit gzip gepackt sein, '-' ist die Standardeingabe, capture:eth0 eine Schnittstelle (wirecat capture -h). Zeilen zeigen Nummer, Zeichen, Zeit, Quelle, Ziel, Protokoll, Länge und was das Paket sagt. Das Zeichen sagt, wie wahr ein Rahmen ist: R wurde mitgeschnitten, S aus Socket-Aufrufen gemacht, L wurde gebaut (wirecat build) und kommt von keiner Leitung. Was entschlüsselt wird, steht in docs/protocols.md; darüber sind alles nur Daten.",
  'What a packet does stands in plain words above its tree; --sentences says it of each field, --plain of every packet. --lang de speaks German, and so does LANG=de_AT.UTF-8.':
    'Was ein Paket tut, steht in ganzen Sätzen über seinem Baum; --sentences sagt es von jedem Feld, --plain von jedem Paket. --lang de spricht Deutsch, ebenso LANG=de_AT.UTF-8.',
  'A damaged file gives its good part and then one warning with the place; the exit code is then 1.':
    'Von einer beschädigten Datei kommt der gute Teil, dann eine Warnung mit der Stelle; der Exit-Code ist dann 1.',
  'This is what programs of this machine get (getaddrinfo): the hosts file, DNS and whatever else the system asks, in the order in which they try the addresses. To ask a DNS server itself, and see what it says: wirecat dig.':
    'Das ist, was Programme dieses Rechners bekommen (getaddrinfo): die Datei hosts, DNS und was das System sonst noch fragt, in der Reihenfolge, in der sie die Adressen versuchen. Um einen DNS-Server selbst zu fragen und zu sehen, was er sagt: wirecat dig.',
  'Each port is connected to and let go at once, which every service there sees. Machines of other networks than those of this one are left alone unless --foreign is given: ask their owners first.':
    'Zu jedem Port wird eine Verbindung aufgebaut und gleich wieder geschlossen; jeder Dienst dort sieht das. Rechner in fremden Netzen bleiben in Ruhe, außer mit --foreign: vorher den Besitzer fragen.',
  'Ports are numbers, names, ranges and lists of those: 22,80,8000-8100. A port is open, closed (refused), silent (no answer in time, often a firewall) or unreachable. The exit code is 1 where none is open.':
    'Ports sind Nummern, Namen, Bereiche und Listen davon: 22,80,8000-8100. Ein Port ist offen (open), geschlossen (closed: abgelehnt), stumm (silent: keine Antwort, oft eine Firewall) oder unerreichbar (unreachable). Der Exit-Code ist 1, wenn keiner offen ist.',
  'Without an address each listens on its own ports, on this machine alone; where a port may not be had, on any free one. An address without a scheme stands for TCP and, where the service speaks on it, UDP. Ctrl-C ends it.':
    'Ohne Adresse nimmt jeder auf seinen eigenen Ports Verbindungen an, nur von diesem Rechner; ist ein Port nicht zu haben, auf irgendeinem freien. Eine Adresse ohne Art steht für TCP und, wo der Dienst darüber spricht, UDP. Strg-C beendet.',
  'Starts an echo service on a free port of this machine, connects to it, sends each line that you type, and draws every packet as an arrow between client and server. Lines may also come from a pipe or a file. No privilege is needed, and nothing leaves this machine.':
    'Startet einen Echo-Dienst auf einem freien Port dieses Rechners, baut eine Verbindung zu ihm auf, sendet jede getippte Zeile und zeichnet jedes Paket als Pfeil zwischen Client und Server. Zeilen können auch aus einer Pipe oder Datei kommen. Es braucht kein besonderes Recht, und nichts verlässt diesen Rechner.',
  'Each line is one call of the system, made at once: s = socket tcp, bind s 127.0.0.1:7007, listen s 5, c = accept s, connect, send, recv, sendto, recvfrom, shutdown, close. As in programs is fine, too: s.bind(("", 7007)), int c = accept(s, NULL, NULL);. Told are what it returned, how long it blocked, the state of each socket of which something has changed, and the packets.':
    'Jede Zeile ist ein Systemaufruf, der sofort geschieht: s = socket tcp, bind s 127.0.0.1:7007, listen s 5, c = accept s, connect, send, recv, sendto, recvfrom, shutdown, close. Auch wie in Programmen geht es: s.bind(("", 7007)), int c = accept(s, NULL, NULL);. Gezeigt wird, was er lieferte, wie lange er blockierte, der Zustand jedes Sockets, an dem sich etwas geändert hat, und die Pakete.',
  'A call that blocks goes on beside what is typed next. code c, code python and code ts print the same program; help lists the calls; end closes everything.':
    'Ein Aufruf, der blockiert, läuft neben dem weiter, was als Nächstes getippt wird. code c, code python und code ts geben dasselbe als Programm aus; help zählt die Aufrufe auf; end schließt alles.',
  'Lines may come from a pipe or a FILE: each call is waited for, unless its line ends with &. Linux, with the optional package koffi.':
    'Zeilen können aus einer Pipe oder Datei kommen: auf jeden Aufruf wird gewartet, außer seine Zeile endet mit &. Linux, mit dem optionalen Paket koffi.',
  'On port 23 options are asked for: suppress go ahead, terminal type, window size, linemode; on other ports, where other protocols may be spoken, they are only answered. --negotiate asks for them anywhere. The window size is told again when it changes.':
    'Auf Port 23 wird nach Optionen gefragt: Suppress Go Ahead, Terminaltyp, Fenstergröße, Linemode; auf anderen Ports, wo anderes gesprochen werden mag, werden sie nur beantwortet. --negotiate fragt überall danach. Ändert sich die Fenstergröße, wird sie neu mitgeteilt.',
  'Where the server echoes, each key is sent as it is typed; elsewhere lines are edited here. Ctrl-] shows a prompt with status, mode, send and quit. From a pipe, lines are sent as they come, and the end of input ends our direction.':
    'Wo der Server das Echo macht, wird jede Taste gleich gesendet; sonst werden Zeilen hier bearbeitet. Strg-] zeigt eine Eingabe mit status, mode, send und quit. Aus einer Pipe werden Zeilen gesendet, wie sie kommen, und das Ende der Eingabe beendet unsere Richtung.',
  'What comes is shown as text: --raw lets it steer the terminal, as programs that fill the screen want to; packets are shown then only with --wire.':
    'Was kommt, erscheint als Text: --raw lässt es das Terminal steuern, wie bildschirmfüllende Programme es wollen; Pakete erscheinen dann nur mit --wire.',
  'Asks by NTP (RFC 5905), the time protocol (RFC 868), daytime (RFC 867) and reqtime (exercise 9-1 of the lecture), one after the other until one answers, or by the one that --by names. What the answer took on its way is taken off: half of the round trip. A text without a zone is taken for local time.':
    'Fragt mit NTP (RFC 5905), dem Time-Protokoll (RFC 868), Daytime (RFC 867) und reqtime (Übung 9-1 der Vorlesung), eines nach dem anderen, bis eines antwortet, oder mit dem, das --by nennt. Was die Antwort unterwegs brauchte, wird abgezogen: die halbe Umlaufzeit. Ein Text ohne Zeitzone gilt als Ortszeit.',

  'and in other terminals: wirecat 127.0.0.1 7000': 'und in anderen Terminals: wirecat 127.0.0.1 7000',
  'over a unix socket; everything that is said is kept': 'über einen Unix-Socket; alles Gesagte wird aufgehoben',
  'with both checksums worked out': 'mit beiden Prüfsummen ausgerechnet',
  'a SYN in a file': 'ein SYN in einer Datei',
  'sent as it is, with the right to': 'so gesendet, mit dem Recht dazu',
  'a question': 'eine Frage',
  'what goes to and from a service on this machine': 'was zu einem Dienst auf diesem Rechner geht und von ihm kommt',
  'the last 500 MB of a night': 'die letzten 500 MB einer Nacht',
  'names that are asked for, on all interfaces': 'Namen, nach denen gefragt wird, auf allen Schnittstellen',
  'a conversation on another machine, drawn while it happens': 'ein Gespräch auf einem anderen Rechner, gezeichnet, während es geschieht',
  'and in other terminals: nc 127.0.0.1 6000': 'und in anderen Terminals: nc 127.0.0.1 6000',
  'and: irssi -c 127.0.0.1, then /join #lobby': 'und: irssi -c 127.0.0.1, dann /join #lobby',
  'for one network': 'für ein Netz',
  'for this shell; put the line into ~/.bashrc for every one': 'für diese Shell; in ~/.bashrc gilt die Zeile für jede',
  'for zsh, where ~/.zfunc is in fpath': 'für zsh, wenn ~/.zfunc in fpath steht',
  'for fish': 'für fish',
  'speak HTTP by hand over TLS: lines end in CR LF': 'HTTP von Hand über TLS: Zeilen enden mit CR LF',
  'also: wirecat 127.0.0.1 7': 'auch: wirecat 127.0.0.1 7',
  'send one line, print the answer, keep the packets': 'eine Zeile senden, die Antwort ausgeben, die Pakete behalten',
  'look at them afterwards, here or in Wireshark': 'sie nachher ansehen, hier oder in Wireshark',
  'for a server: wirecat serve dns=10053': 'als Server: wirecat serve dns=10053',
  'everything there is of a name': 'alles, was es zu einem Namen gibt',
  'names as a tree of labels': 'Namen als Baum ihrer Teile',
  'the name of an address, and the packets': 'der Name einer Adresse, und die Pakete',
  'for a server: wirecat serve echo 7007': 'als Server: wirecat serve echo 7007',
  'lines from a pipe, with their packets': 'Zeilen aus einer Pipe, mit ihren Paketen',
  'all of them, an example each': 'alle, mit je einem Beispiel',
  'one with its options': 'eine mit ihren Optionen',
  'a bad network: what it can do to datagrams, and to streams': 'ein schlechtes Netz: was es mit Datagrammen macht, und mit Strömen',
  'paste a hex dump and end with Ctrl-D': 'hexadezimale Bytes einfügen und mit Strg-D abschließen',
  'an IP packet without a link layer': 'ein IP-Paket ohne Netzzugangsschicht',
  'an address in bits, its scope, its network': 'eine Adresse in Bits, wo sie gilt, ihr Netz',
  'an error, and what to do': 'ein Fehler, und was zu tun ist',
  'a call of the sockets API': 'ein Aufruf der Socket-Schnittstelle',
  'what TCP is for, and its header, as RFC 9293 draws it': 'wozu TCP da ist, und sein Kopf, wie RFC 9293 ihn zeichnet',
  'a field': 'ein Feld',
  'a checksum, step by step': 'eine Prüfsumme, Schritt für Schritt',
  'the flags of TCP': 'die Flags von TCP',
  'a filter with one of them': 'ein Filter mit einem davon',
  'USER, PASS, PASV, LIST, PASV, RETR, QUIT; wirecat serve ftp --base 10000 is such a server':
    'USER, PASS, PASV, LIST, PASV, RETR, QUIT; wirecat serve ftp --base 10000 ist ein solcher Server',
  'as anybody may': 'wie jeder es darf',
  'the page, and how it came': 'die Seite, und wie sie kam',
  'send a form, and see its packets': 'ein Formular senden und seine Pakete sehen',
  'a request of 1996': 'eine Anfrage von 1996',
  'this machine': 'dieser Rechner',
  'a name and a port: address, way, service, and the program that listens':
    'ein Name und ein Port: Adresse, Weg, Dienst, und welches Programm dort annimmt',
  'LOGIN, LIST, EXAMINE, FETCH, LOGOUT, with Enter; wirecat serve imap --base 10000 is such a server':
    'LOGIN, LIST, EXAMINE, FETCH, LOGOUT, mit Enter; wirecat serve imap --base 10000 ist ein solcher Server',
  'NICK, USER, JOIN, PRIVMSG, QUIT, with Enter; wirecat serve chat --base 10000 is such a server':
    'NICK, USER, JOIN, PRIVMSG, QUIT, mit Enter; wirecat serve chat --base 10000 ist ein solcher Server',
  'inside TLS from the first byte, by the name ada': 'vom ersten Byte an in TLS, unter dem Namen ada',
  'inside TLS from the first byte': 'vom ersten Byte an in TLS',
  'from a pipe': 'aus einer Pipe',
  'which exercises there are': 'welche Übungen es gibt',
  'an echo over TCP; its client goes into another terminal': 'ein Echo über TCP; der Client dazu kommt in ein anderes Terminal',
  'waits until everything is done, and writes the report': 'wartet, bis alles erreicht ist, und schreibt den Bericht',
  'a relay on this machine; each client its own link': 'ein Vermittler auf diesem Rechner; jeder Client hat seine eigene Verbindung',
  'speak plain text here, TLS there, and keep the packets': 'hier Klartext, dort TLS, und die Pakete behalten',
  'a unix socket in front of a TCP service': 'ein Unix-Socket vor einem TCP-Dienst',
  'a program at the other end': 'ein Programm am anderen Ende',
  'also: wirecat 61111; the other side: wirecat 127.0.0.1 61111': 'auch: wirecat 61111; die Gegenseite: wirecat 127.0.0.1 61111',
  'receive a file from a network': 'eine Datei aus einem Netz empfangen',
  'the page, with a conversation to begin with': 'die Seite, mit einem Gespräch für den Anfang',
  'the packets of an interface, while they pass': 'die Pakete einer Schnittstelle, während sie vorbeikommen',
  'a capture of any size; packets, fields, bits and bytes': 'ein Mitschnitt jeder Größe; Pakete, Felder, Bits und Bytes',
  'a class follows on its own screens: address, join code and fingerprint are printed':
    'eine Klasse folgt an den eigenen Bildschirmen: Adresse, Code und Fingerabdruck werden ausgegeben',
  'the conversation in the terminal alone': 'das Gespräch nur im Terminal',
  'USER, PASS, STAT, LIST, RETR, QUIT; wirecat serve pop3 --base 10000 is such a server':
    'USER, PASS, STAT, LIST, RETR, QUIT; wirecat serve pop3 --base 10000 ist ein solcher Server',
  'the port of a name': 'der Port zu einem Namen',
  'the names of a range': 'die Namen eines Bereichs',
  'the ranges, and that of this system': 'die Bereiche, und der dieses Systems',
  'look around in it; in a pipe, a row for each packet': 'sich darin umsehen; in einer Pipe eine Zeile je Paket',
  'live: a row for each packet as it comes; --ladder draws it': 'live: eine Zeile für jedes Paket, das kommt; --ladder zeichnet es',
  'only packets that pass a filter; docs/filters.md has the language':
    'nur Pakete, die ein Filter durchlässt; die Sprache steht in docs/filters.md',
  'one frame in full, the bytes of a field marked': 'ein ganzer Rahmen, die Bytes eines Felds markiert',
  'the bytes that the client sent': 'die Bytes, die der Client sendete',
  'for programs, with the names of tshark -T json': 'für Programme, mit den Namen von tshark -T json',
  'its addresses, and what those are called': 'die Adressen, und wie diese heißen',
  'the name of an address': 'der Name einer Adresse',
  'and in another terminal: wirecat 127.0.0.1 7007': 'und in einem anderen Terminal: wirecat 127.0.0.1 7007',
  'record every conversation': 'jedes Gespräch aufzeichnen',
  'all of them, echo on port 10007': 'alle, Echo auf Port 10007',
  'one client after the other; who has to wait is told': 'ein Client nach dem anderen; wer warten muss, wird gesagt',
  'a daemon: systemctl enable --now echo': 'ein Daemon: systemctl enable --now echo',
  'two, where you like': 'zwei, wo man will',
  'one at two addresses, told apart by their ports': 'einer an zwei Adressen, an den Ports zu unterscheiden',
  'EHLO, MAIL, RCPT, DATA, QUIT; wirecat serve smtp --base 10000 is such a server':
    'EHLO, MAIL, RCPT, DATA, QUIT; wirecat serve smtp --base 10000 ist ein solcher Server',
  'and keep the packets': 'und die Pakete behalten',
  'type lines; end, Ctrl-D or Ctrl-C closes the connection': 'Zeilen tippen; end, Strg-D oder Strg-C schließt die Verbindung',
  'the same with lines from a pipe': 'dasselbe mit Zeilen aus einer Pipe',
  'then: s = socket tcp; bind s 127.0.0.1:7007; listen s 1; c = accept s':
    'dann: s = socket tcp; bind s 127.0.0.1:7007; listen s 1; c = accept s',
  'calls from a file, their packets kept': 'Aufrufe aus einer Datei, die Pakete aufgehoben',
  'for a server: wirecat serve telnet': 'als Server: wirecat serve telnet',
  'speak SMTP by hand': 'SMTP von Hand',
  'what is negotiated, event by event': 'was ausgehandelt wird, Ereignis für Ereignis',
  'for a server: wirecat serve reqtime': 'als Server: wirecat serve reqtime',
  'as exact as the way there lets it be': 'so genau, wie der Weg dorthin es zulässt',
  'with the packets': 'mit den Paketen',
  'version, Node, system, OpenSSL and the terminal': 'Version, Node, System, OpenSSL und das Terminal',
};
