/** What help says of options, in German. Keys are the English texts. */
export const options: Readonly<Record<string, string>> = {
  'how long all others wait for a peer that does not read': 'wie lange alle auf einen warten, der nicht liest',
  'bytes that may wait for one who does not read': 'so viele Bytes dürfen auf einen warten, der nicht liest',
  'send line ends as CR LF, as SMTP, IMAP and HTTP want them': 'Zeilenenden als CR LF senden, wie SMTP, IMAP und HTTP sie wollen',
  'show each packet as it happens, all: also what is inferred, states: and the states of TCP; on by itself on a terminal':
    'jedes Paket zeigen, wenn es entsteht; all: auch Erschlossenes, states: auch die TCP-Zustände; am Terminal von selbst an',
  'write the packets to FILE: pcapng with the secrets of TLS, or pcap by its name':
    'die Pakete in FILE schreiben: pcapng mit den TLS-Schlüsseln, oder pcap, wenn der Name so endet',
  'capture there, too: what was real (R) beside what is inferred (S), and how they differ; wants the right to capture':
    'auch dort mitschneiden: was wirklich war (R) neben dem Erschlossenen (S), und worin sie abweichen; braucht das Recht dazu',
  'with -w: what Wireshark decodes the bytes of unix sockets, pipes and programs as, e.g. http':
    'mit -w: als was Wireshark die Bytes von Unix-Sockets, Pipes und Programmen liest, z. B. http',
  'passwords and cookies as they are; otherwise asterisks stand for them':
    'Passwörter und Cookies im Klartext; sonst stehen Sternchen dafür',
  'neither packets nor notices, errors alone': 'weder Pakete noch Hinweise, nur Fehler',
  'let what comes steer the terminal (it is escaped otherwise)':
    'was ankommt, darf das Terminal steuern (sonst werden Steuerzeichen sichtbar gemacht)',
  'print what would be opened, and open nothing': 'nur sagen, was geöffnet würde',
  'only these may connect: an address, a network like 10.0.0.0/8 or a name':
    'nur diese dürfen herein: eine Adresse, ein Netz wie 10.0.0.0/8 oder ein Name',
  'these may not connect': 'diese dürfen nicht herein',
  'connections at once; the next one is refused (1000)': 'Verbindungen zugleich; die nächste wird abgelehnt (1000)',
  'connections at once from one address (--max-conns where that is given, otherwise 100)':
    'Verbindungen zugleich von einer Adresse (wie --max-conns, falls angegeben, sonst 100)',
  'time for the handshakes of TLS, WebSockets and proxies together (10s)':
    'Zeit für den Aufbau von TLS, WebSocket und Proxy zusammen (10s)',
  'what the packet carries': 'was das Paket enthält',
  'the same in hexadecimal': 'dasselbe hexadezimal',
  'the same from a file': 'dasselbe aus einer Datei',
  'a capture file with this packet': 'ein Mitschnitt mit diesem Paket',
  'send it there': 'dorthin senden',
  'how often it is sent': 'wie oft es gesendet wird',
  'under each field what it is there for': 'unter jedem Feld, wozu es da ist',
  'list the fields of these layers, and make nothing': 'nur die Felder dieser Schichten aufzählen',
  'one JSON object': 'ein JSON-Objekt',
  'show only packets that pass, in the language of read -Y; files get all':
    'nur Pakete zeigen, die der Filter durchlässt (wie bei read -Y); in Dateien kommen alle',
  'end after N packets': 'nach N Paketen aufhören',
  'secrets that open TLS, as SSLKEYLOGFILE lets programs write them; FILE may grow meanwhile (those in the capture are used anyway)':
    'Schlüssel, die TLS öffnen, wie Programme sie nach SSLKEYLOGFILE schreiben; FILE darf noch wachsen (die im Mitschnitt gelten ohnehin)',
  'look around while packets come: list, tree and bytes': 'sich umsehen, während Pakete kommen: Liste, Baum und Bytes',
  'frame N as tree, bytes and bit-rulers': 'Rahmen N als Baum, Bytes und Bit-Lineal',
  'with --frame: mark the bytes of a field, e.g. ip.ttl': 'mit --frame: die Bytes eines Felds markieren, z. B. ip.ttl',
  'with --frame: under each field what it is there for': 'mit --frame: unter jedem Feld, wozu es da ist',
  "with --frame: how each layer wraps the one above it, in bytes, and its number in OSI's model":
    'mit --frame: wie jede Schicht die darüber einpackt, in Bytes, mit ihrer Nummer im OSI-Modell',
  'a row for each packet in plain words: who does what, and why': 'eine Zeile je Paket in ganzen Sätzen: wer was tut, und warum',
  'one conversation as arrows between two hosts': 'ein Gespräch als Pfeile zwischen zwei Rechnern',
  'with --ladder: in which state of TCP each side is, where that changes': 'mit --ladder: der TCP-Zustand jeder Seite, wo er sich ändert',
  'the packets and the views of the page in one HTML file, which opens in any browser and asks nobody for anything':
    'die Pakete und die Ansichten der Seite in einer HTML-Datei, die jeder Browser öffnet und die niemanden nach etwas fragt',
  'the same conversation as another place saw it, side by side: FILE from there, or another conversation of this capture, like udp,1':
    'dasselbe Gespräch, wie man es an einem anderen Ort sah, nebeneinander: FILE von dort, oder ein anderes Gespräch dieses Mitschnitts, z. B. udp,1',
  'who talked to whom: a line each, with the number that --follow takes': 'wer mit wem sprach: je eine Zeile, mit der Nummer für --follow',
  'what the two sides of conversation N said (tcp, udp, udplite, or pdu without IP), or only its messages (http, tls, dns, …)':
    'was die zwei Seiten von Gespräch N sagten (tcp, udp, udplite, oder pdu ohne IP), oder nur seine Nachrichten (http, tls, dns, …)',
  'with --follow: a hex dump': 'mit --follow: hexadezimal',
  'with --follow: the bytes as they were': 'mit --follow: die Bytes, wie sie waren',
  'who sent and received how much: addresses, those with most bytes first':
    'wer wie viel sendete und empfing: Adressen, die mit den meisten Bytes zuerst',
  'a map: each host with its sockets, and where each leads': 'eine Karte: jeder Rechner mit seinen Sockets, und wohin jeder führt',
  'with --follow: only what one side said': 'mit --follow: nur was eine Seite sagte',
  'recompute every checksum and tell which are wrong': 'jede Prüfsumme nachrechnen und die falschen nennen',
  'every frame as a tree': 'jeder Rahmen als Baum',
  'the bytes of every frame behind its row or tree': 'hinter Zeile oder Baum die Bytes jedes Rahmens',
  'what a port carries, where nothing else tells: udp.port==10053,dns':
    'was ein Port befördert, wo sonst nichts es sagt: udp.port==10053,dns',
  'the fields of -e in columns with tabs between; JSON is --json': 'die Felder von -e in Spalten mit Tabulatoren; JSON ist --json',
  'times of rows: since the first frame (r), the one before (d) or the one shown before (dd), of day (a) with its date (ad), in UTC (u, ud), seconds since 1970 (e)':
    'Zeiten der Zeilen: seit dem ersten Paket (r), dem davor (d) oder dem davor gezeigten (dd), Uhrzeit (a) mit Datum (ad), in UTC (u, ud), Sekunden seit 1970 (e)',
  'what went when: packets and bytes in intervals of TIME (1s, 100ms)':
    'was wann ging: Pakete und Bytes in Abschnitten von TIME (1s, 100ms)',
  'the same as --conversations; endpoints,ip is --endpoints --of ip, follow,tcp,ascii,0 --follow tcp,0, io,phs --protocols, io,stat,1 --intervals 1, expert --faults':
    'dasselbe wie --conversations; endpoints,ip ist --endpoints --of ip, follow,tcp,ascii,0 --follow tcp,0, io,phs --protocols, io,stat,1 --intervals 1, expert --faults',
  'which protocols there are inside which, with packets and bytes': 'welche Protokolle in welchen stecken, mit Paketen und Bytes',
  'what is wrong: packets that were lost, repeated or refused, with the filter that finds them':
    'was falsch ist: Pakete, die verloren, wiederholt oder abgewiesen wurden, mit dem Filter, der sie findet',
  'with --conversations and --endpoints: only those of a protocol': 'mit --conversations und --endpoints: nur die eines Protokolls',
  'passwords and cookies as they are; otherwise asterisks stand for them in every view':
    'Passwörter und Cookies im Klartext; sonst stehen in jeder Ansicht Sternchen dafür',
  'one JSON object a line instead of text, in every view': 'statt Text ein JSON-Objekt je Zeile, in jeder Ansicht',
  'only these fields, an object a line, or with -T fields in columns':
    'nur diese Felder, ein Objekt je Zeile, oder mit -T fields in Spalten',
  'end after TIME': 'nach dieser Zeit aufhören',
  "also packets that are for others, where the interface hears them: other people's talk, so ask them first":
    'auch Pakete für andere, sofern die Schnittstelle sie hört: das sind fremde Gespräche, also vorher fragen',
  'keep only the first BYTES of a packet': 'von jedem Paket nur die ersten BYTES behalten',
  'write the packets to FILE: pcapng, or pcap by its name': 'die Pakete in FILE schreiben: pcapng, oder pcap, wenn der Name so endet',
  'with -w: begin another file after so much (100M) or so long (10m), and keep the last FILES of them (10)':
    'mit -w: nach so viel (100M) oder so langer Zeit (10m) eine neue Datei beginnen und die letzten FILES behalten (10)',
  'show each packet; on by itself without -w': 'jedes Paket zeigen; ohne -w von selbst an',
  'list the interfaces': 'die Schnittstellen aufzählen',
  'be called NAME': 'NAME heißen',
  'lines that a newcomer is shown': 'so viele Zeilen sieht, wer neu kommt',
  'lines a second that one may say; more have to wait': 'Zeilen je Sekunde, die einer sagen darf; mehr müssen warten',
  'bytes of a line at most': 'höchstens so viele Bytes je Zeile',
  'who has the other end, where it is a program of this machine; round trip, window and what was sent again (Linux)':
    'wer am anderen Ende ist, wenn es ein Programm dieses Rechners ist; Umlaufzeit, Fenster und was noch einmal gesendet wurde (Linux)',
  'take any certificate: anybody on the way can read and change everything':
    'jedes Zertifikat nehmen: wer dazwischen sitzt, kann alles lesen und ändern',
  'give up connecting after TIME (10s)': 'den Verbindungsaufbau nach dieser Zeit aufgeben (10s)',
  'the name of an address (PTR)': 'der Name einer Adresse (PTR)',
  'port of the server (53)': 'Port des Servers (53)',
  'its names as the tree that they are, the root on top': 'die Namen als Baum, der sie sind, die Wurzel oben',
  'the reply as one JSON object': 'die Antwort als ein JSON-Objekt',
  'each line that comes back as a JSON object, and at last how many bytes went out and came back':
    'jede Zeile, die zurückkommt, als JSON-Objekt, zuletzt wie viele Bytes hinausgingen und zurückkamen',
  'one JSON object a line': 'ein JSON-Objekt je Zeile',
  'what the bytes start with': 'womit die Bytes beginnen',
  'mark the bytes of a field in the hex dump, e.g. ip.checksum': 'die Bytes eines Felds markieren, z. B. ip.checksum',
  'with checksum: another protocol number in the pseudo header, as in 0x17':
    'mit checksum: eine andere Protokollnummer im Pseudo-Header, z. B. 0x17',
  'how each layer wraps the one above it, in bytes': 'wie jede Schicht die darüber einpackt, in Bytes',
  'one JSON object a frame': 'ein JSON-Objekt je Rahmen',
  'one JSON object a name': 'ein JSON-Objekt je Name',
  'what suggested lines log in as': 'womit sich vorgeschlagene Zeilen anmelden',
  'the method (GET; POST with --body)': 'die Methode (GET; POST mit --body)',
  "a header, e.g. 'Accept-Language: de'": "ein Kopffeld, z. B. 'Accept-Language: de'",
  'what the request carries; @FILE reads it': 'was die Anfrage enthält; @FILE liest es',
  'the first line, exactly so': 'die erste Zeile, genau so',
  'change the request in $EDITOR before it goes out': 'die Anfrage in $EDITOR ändern, bevor sie hinausgeht',
  'follow redirects, ten at most (yes)': 'Umleitungen folgen, höchstens zehn (ja)',
  'write the content to FILE, which must not be there': 'den Inhalt in FILE schreiben, die es noch nicht geben darf',
  'the content as it came: neither unpacked nor made text': 'der Inhalt, wie er kam: weder ausgepackt noch zu Text gemacht',
  'the HTML, not its text; escaped on a terminal': 'das HTML, nicht sein Text; am Terminal mit sichtbaren Steuerzeichen',
  'the content as it is, HTML as HTML; nothing is escaped on a terminal':
    'der Inhalt, wie er ist, HTML als HTML; Steuerzeichen wirken am Terminal',
  'an object a line for everything that is told': 'für alles, was gesagt wird, ein Objekt je Zeile',
  'where your own server listens': 'wo der eigene Server Verbindungen annimmt',
  'of the first place of the exercise; the others follow': 'Port des ersten Orts der Übung; die anderen folgen',
  'other machines may take part': 'andere Rechner dürfen mitmachen',
  "listen on A; the same as 'listen:' before it": "an A Verbindungen annehmen; dasselbe wie 'listen:' davor",
  'end after the first client': 'nach dem ersten Client aufhören',
  'one client at a time; the others wait': 'ein Client nach dem anderen; die anderen warten',
  'let everybody in the network use the program that is linked, without --allow':
    'alle im Netz dürfen das verbundene Programm benutzen, ohne --allow',
  'show who is connected, live, in place of the packets; type "close N" to end one':
    'statt der Pakete zeigen, wer gerade verbunden ist; „close N“ beendet eine Verbindung',
  'open sides again whenever they have ended; standard input and files are kept, and wait meanwhile':
    'Seiten wieder öffnen, sobald sie geendet haben; Standardeingabe und Dateien bleiben und warten so lange',
  'cut a link without a byte for TIME': 'eine Verbindung abbrechen, auf der so lange kein Byte ging',
  'cut a link after TIME, come what may': 'eine Verbindung nach dieser Zeit abbrechen, was auch geschieht',
  'at most BYTES a second, each way': 'höchstens so viele Bytes je Sekunde, in jeder Richtung',
  'programs at once, where they are linked (32)': 'Programme zugleich, wo solche verbunden sind (32)',
  'copy what B sends and receives into FILE': 'in FILE mitschreiben, was B sendet und empfängt',
  'hex dump of what goes by, on standard error': 'was vorbeikommt hexadezimal, auf der Fehlerausgabe',
  'text of what goes by, on standard error': 'was vorbeikommt als Text, auf der Fehlerausgabe',
  'whose packets are shown and written; otherwise both': 'wessen Pakete gezeigt und geschrieben werden; sonst beide',
  'with -w: bytes each way that are written twice, as they come in and as they go out; later ones are written once':
    'mit -w: so viele Bytes je Richtung werden zweimal geschrieben, beim Kommen und beim Gehen; spätere einmal',
  'go on with the next client': 'mit dem nächsten Client weitermachen',
  'where the page listens; 0: any port that is free': 'wo die Seite zu finden ist; 0: irgendein freier Port',
  'whether a browser is opened; by default where there is a desktop': 'ob ein Browser geöffnet wird; sonst dort, wo es einen Desktop gibt',
  'whether the page may start, stop, open and close; by default it may':
    'ob die Seite starten, anhalten, öffnen und schließen darf; sonst darf sie es',
  'others on the network may look on, over TLS with a self-made certificate, with a join code; nothing but looking is possible':
    'andere im Netz dürfen zusehen, über TLS mit einem selbst gemachten Zertifikat und mit einem Code; nur ansehen geht',
  'where they come: HOST or HOST:PORT of this machine; otherwise all its addresses, any port':
    'wohin sie kommen: HOST oder HOST:PORT dieses Rechners; sonst alle seine Adressen, irgendein Port',
  'where the packets are kept; otherwise in a new temporary folder': 'wohin die Pakete kommen; sonst in einen neuen temporären Ordner',
  'where all packets are kept; otherwise those that the page shows are, in a new temporary folder':
    'wohin alle Pakete kommen; sonst kommen die, die die Seite zeigt, in einen neuen temporären Ordner',
  "only frames that pass, e.g. 'ip.addr == 10.0.0.0/8 && tcp.port == 80'":
    "nur Rahmen, die der Filter durchlässt, z. B. 'ip.addr == 10.0.0.0/8 && tcp.port == 80'",
  'stop after reading N frames': 'nach N Rahmen aufhören',
  'look around: list, tree and bytes (on a terminal by itself for FILE alone; --no-view prints rows)':
    'sich umsehen: Liste, Baum und Bytes (am Terminal bei FILE allein von selbst; --no-view gibt Zeilen aus)',
  'the capture, as FILE without -r': 'der Mitschnitt, wie FILE ohne -r',
  'also ask for the names of the addresses (yes)': 'auch nach den Namen der Adressen fragen (ja)',
  'one JSON object an address': 'ein JSON-Objekt je Adresse',
  'the machine may be one of a network that is not ours': 'der Rechner darf in einem fremden Netz sein',
  'tell of closed and silent ports, too': 'auch geschlossene und stumme Ports nennen',
  'one JSON object a port': 'ein JSON-Objekt je Port',
  'connections a second at most': 'höchstens so viele Verbindungen je Sekunde',
  'connections under way at most': 'höchstens so viele Verbindungen zugleich im Aufbau',
  'how long an answer is waited for': 'wie lange auf eine Antwort gewartet wird',
  "add N to each service's own ports: any user may have those above 1023":
    'N zu den eigenen Ports der Dienste zählen: die über 1023 darf jeder Benutzer haben',
  'the ports on which TLS is spoken from the first byte, too': 'auch die Ports, auf denen vom ersten Byte an TLS gesprochen wird',
  'certificate and its chain for TLS, PEM (otherwise a self-made one)':
    'Zertifikat mit seiner Kette für TLS, PEM (sonst ein selbst gemachtes)',
  'private key of the certificate, PEM (otherwise in the same file)': 'privater Schlüssel zum Zertifikat, PEM (sonst in derselben Datei)',
  'how several clients are served: by events, one after the other, with a thread or a process for each':
    'wie mehrere Clients bedient werden: durch Ereignisse, einer nach dem anderen, mit je einem Thread oder Prozess',
  'print a unit of systemd that starts these services with the machine, and start nothing':
    'nur eine systemd-Unit ausgeben, die diese Dienste mit dem Rechner startet',
  'how long between two positions': 'wie lange zwischen zwei Positionen',
  'how the time is written, with the letters of strftime': 'wie die Zeit geschrieben wird, mit den Buchstaben von strftime',
  'what each answers, and the packets': 'was jeder antwortet, und die Pakete',
  'names to answer for: a zone file ($ORIGIN lab.), or ADDRESS NAME… as in /etc/hosts':
    'Namen, über die Auskunft gegeben wird: eine Zonendatei ($ORIGIN lab.), oder ADDRESS NAME… wie in /etc/hosts',
  'pass questions of this machine about other names on to this server':
    'Fragen dieses Rechners nach anderen Namen an diesen Server weitergeben',
  'give this machine a whole zone (AXFR) where it asks for it': 'diesem Rechner eine ganze Zone geben, wenn er danach fragt (AXFR)',
  'who may log in; otherwise guest:guest': 'wer sich anmelden darf; sonst guest:guest',
  'the folder that is served; otherwise a small one with samples': 'der Ordner, der angeboten wird; sonst ein kleiner mit Beispielen',
  'clients may write to the folder': 'Clients dürfen in den Ordner schreiben',
  'names that begin with a dot are served too': 'auch Namen, die mit einem Punkt beginnen',
  'programs in the folder cgi-bin of the folder are run (CGI/1.1)': 'Programme im Unterordner cgi-bin werden ausgeführt (CGI/1.1)',
  'each host name that is asked for has a folder of its own in the folder; default is for all others':
    'jeder Rechnername, nach dem gefragt wird, hat im Ordner einen eigenen; default ist für alle anderen',
  'bytes that a request may carry': 'so viele Bytes darf eine Anfrage enthalten',
  'the folder with the mail (Maildir); otherwise a temporary one with three messages':
    'der Ordner mit der Mail (Maildir); sonst ein temporärer mit drei Nachrichten',
  'who may use the proxy; otherwise everybody who can connect': 'wer den Proxy benutzen darf; sonst alle, die ihn erreichen',
  'clients on other machines, too, are connected to this machine and what is on its link alone':
    'auch Clients anderer Rechner werden mit diesem Rechner verbunden und mit dem, was in seinem Netzsegment ist',
  "the quotes, with a line of % between them as fortune has them; otherwise the papers' own":
    'die Zitate, mit einer Zeile aus % dazwischen wie bei fortune; sonst die eigenen aus den RFCs',
  'each client gets this program, on a terminal of its own; otherwise a small shell that runs nothing':
    'jeder Client bekommt dieses Programm, in einem eigenen Terminal; sonst eine kleine Shell, die nichts startet',
  'which packets: brief leaves out acknowledgements and numbers that are inferred':
    'welche Pakete: brief lässt erschlossene Bestätigungen und Nummern weg',
  'an object a line for each call': 'für jeden Aufruf ein Objekt je Zeile',
  'ask for options on any port': 'auf jedem Port nach Optionen fragen',
  'events as JSON, a line each: data, and what was said of options':
    'Ereignisse als JSON, je eine Zeile: Daten, und was über Optionen gesagt wurde',
  'the protocol by which to ask; otherwise each in turn': 'das Protokoll, mit dem gefragt wird; sonst eines nach dem anderen',
  'over UDP, those that also have TCP': 'über UDP, auch was TCP kennt',
  'set the clock of this machine so; takes the right of an administrator':
    'die Uhr dieses Rechners danach stellen; braucht das Recht des Administrators',
  'with --set-clock: print what would be done, and leave the clock alone':
    'mit --set-clock: nur sagen, was geschähe, und die Uhr in Ruhe lassen',
  'print one JSON object': 'ein JSON-Objekt ausgeben',
};
