/** What is said of addresses in German: endpoints, what may lie on them, their options. Keys are the English texts. */
export const addresses: Readonly<Record<string, string>> = {
  'Standard input and output of a program, run without a shell': 'Standardein- und -ausgabe eines Programms, ohne Shell gestartet',
  'File descriptors that this process was started with': 'Dateideskriptoren, mit denen dieser Prozess gestartet wurde',
  'FIFO (named pipe); two of them, joined by +, for both ways': 'FIFO (benannte Pipe); zwei, mit + verbunden, für beide Richtungen',
  'File: read, write, append or follow': 'Datei: lesen, schreiben, anhängen oder verfolgen',
  'Two ends inside this process': 'zwei Enden in diesem Prozess',
  'Named pipe of Windows; elsewhere a unix socket of this user': 'benannte Pipe von Windows; anderswo ein Unix-Socket dieses Benutzers',
  'Raw Ethernet: the frames of an interface, with the right to them': 'Ethernet roh: die Frames einer Schnittstelle, mit dem Recht dazu',
  'Unnamed pipe: what is written is read again': 'unbenannte Pipe: Was geschrieben wird, wird wieder gelesen',
  'Program on a terminal of its own': 'Programm an einem eigenen Terminal',
  'Raw IP socket: packets of one protocol above IP, with the right to it':
    'roher IP-Socket: Pakete eines Protokolls über IP, mit dem Recht dazu',
  'Standard input and output of a shell command': 'Standardein- und -ausgabe eines Shell-Befehls',
  'Standard input and output': 'Standardein- und -ausgabe',
  'TCP over IPv4 and IPv6': 'TCP über IPv4 und IPv6',
  'UDP over IPv4 and IPv6, multicast and broadcast too': 'UDP über IPv4 und IPv6, auch Multicast und Broadcast',
  'Unix socket, by path or abstract name': 'Unix-Socket, mit Pfad oder abstraktem Namen',
  'Unix datagram socket, by path or abstract name': 'Unix-Datagramm-Socket, mit Pfad oder abstraktem Namen',
  'Lines end in CR LF on the wire, in LF here': 'Zeilen enden auf der Leitung mit CR LF, hier mit LF',
  'Everything arrives later, each way': 'alles kommt später an, in beiden Richtungen',
  'Through an HTTP proxy (CONNECT)': 'durch einen HTTP-Proxy (CONNECT)',
  'A network that loses, doubles, reorders, delays, cuts': 'ein Netz, das verliert, verdoppelt, vertauscht, verzögert, zerteilt',
  'One line a chunk, both ways': 'eine Zeile je Stück, in beiden Richtungen',
  'At most so many bytes a second, each way': 'höchstens so viele Byte je Sekunde, in beiden Richtungen',
  'Through a SOCKS 4 or 4a proxy': 'durch einen Proxy mit SOCKS 4 oder 4a',
  'Through a SOCKS 5 proxy': 'durch einen Proxy mit SOCKS 5',
  'TLS over any stream': 'TLS über jedem Strom',
  'WebSocket over any stream': 'WebSocket über jedem Strom',
  'WebSocket over TLS over any stream': 'WebSocket über TLS über jedem Strom',

  'lies on another': 'liegt auf einem anderen',
  stream: 'Strom',
  datagram: 'Datagramme',
  'stream, opened only': 'Strom, wird nur geöffnet',
  'datagram, opened only': 'Datagramme, wird nur geöffnet',

  'so many datagrams do not arrive, as in 10% or 0.1': 'so viele Datagramme kommen nicht an, z. B. 10% oder 0.1',
  'so many datagrams arrive twice': 'so viele Datagramme kommen doppelt an',
  'so many datagrams are overtaken by the next, or come 0.2 s late':
    'so viele Datagramme werden vom nächsten überholt oder kommen 0,2 s zu spät',
  'so many datagrams arrive with one bit changed': 'in so vielen Datagrammen kommt ein Bit verändert an',
  'everything arrives so much later, each way': 'alles kommt so viel später an, in beiden Richtungen',
  'at most so many bytes a second, each way': 'höchstens so viele Byte je Sekunde, in beiden Richtungen',
  'a stream goes in pieces of so many bytes': 'ein Strom geht in Stücken von so vielen Byte',
  'a stream is cut when so many bytes went, both ways together':
    'ein Strom bricht ab, sobald so viele Byte geflossen sind, beide Richtungen zusammen',
  'the same chances as the last time with this number': 'derselbe Zufall wie beim letzten Mal mit dieser Zahl',

  'IPv4 only': 'nur IPv4',
  'IPv6 only': 'nur IPv6',
  'a connection cut without a close frame is no error': 'eine ohne Close-Frame getrennte Verbindung ist kein Fehler',
  'a connection cut without close_notify is no error': 'eine ohne close_notify getrennte Verbindung ist kein Fehler',
  'a longer line is cut into pieces (64k)': 'eine längere Zeile wird zerteilt (64k)',
  'after our own end, end after so much silence (2; 0: never)': 'endet nach dem eigenen Ende, wenn es so lange still ist (2; 0: nie)',
  'an address of this machine to send from': 'eine Adresse dieses Rechners, von der gesendet wird',
  'application protocols to offer, e.g. h2,http/1.1': 'Anwendungsprotokolle, die angeboten werden, z. B. h2,http/1.1',
  'ask for and verify this name, not the host': 'fragt nach diesem Namen und prüft ihn, nicht den Host',
  'cipher suites in the words of OpenSSL': 'Cipher-Suites, wie OpenSSL sie schreibt',
  'client: the origin to claim; server: pages that may come, * for all (only its own)':
    'Client: der Origin, der angegeben wird; Server: Seiten, die kommen dürfen, * für alle (nur eigene)',
  'client: what to ask for (/); server: the only path that is served':
    'Client: wonach gefragt wird (/); Server: der einzige Pfad, der bedient wird',
  'close after so much silence when our input has ended (1; the peer cannot answer after that)':
    'schließt, wenn die Eingabe zu Ende und es so lange still ist (1; danach kann die Gegenseite nicht mehr antworten)',
  'connect from this address': 'verbindet von dieser Adresse aus',
  'connect from this port': 'verbindet von diesem Port aus',
  'connections that may wait to be accepted (1024)': 'Verbindungen, die auf die Annahme warten dürfen (1024)',
  'first line: the password (else the variable WIRECAT_PROXY_PASSWORD)':
    'erste Zeile: das Passwort (sonst die Variable WIRECAT_PROXY_PASSWORD)',
  'give up connecting after this time (10; 0: the system decides)':
    'gibt den Verbindungsaufbau nach dieser Zeit auf (10; 0: das System entscheidet)',
  'go on reading after the last writer has closed, for the next one':
    'liest weiter, wenn der letzte Schreiber geschlossen hat, für den nächsten',
  'header of the request; several are parted by |': 'Kopfzeile der Anfrage; mehrere trennt |',
  'highest version': 'höchste Version',
  'hops a datagram may take (multicast: 1, it stays on the link)':
    'Router, die ein Datagramm passieren darf (Multicast: 1, es bleibt in diesem Netz)',
  'interface for multicast, by name or address': 'Schnittstelle für Multicast, mit Namen oder Adresse',
  'join the group for this sender only (source-specific)': 'tritt der Gruppe nur für diesen Sender bei (quellenspezifisch)',
  'join the multicast group: receive from it, send to it': 'tritt der Multicast-Gruppe bei: empfängt von ihr, sendet an sie',
  'largest message that is taken (16777216)': 'längste Nachricht, die angenommen wird (16777216)',
  'let several processes listen on the port': 'mehrere Prozesse dürfen an dem Port warten',
  'let several sockets have this address and port': 'mehrere Sockets dürfen diese Adresse und diesen Port haben',
  'lowest version (1.2)': 'niedrigste Version (1.2)',
  'may answer those who send to the group that is listened on': 'darf denen antworten, die an die Gruppe senden',
  'may send to a broadcast address': 'darf an eine Broadcast-Adresse senden',
  'multicasts reach this machine too (yes)': 'Multicasts erreichen auch diesen Rechner (yes)',
  'only read (one FIFO without this: who finds a reader writes, who finds none reads)':
    'nur lesen (bei einer FIFO ohne dies: Wer einen Leser findet, schreibt, wer keinen findet, liest)',
  'only write; waits for a reader': 'nur schreiben; wartet auf einen Leser',
  'own certificate and its chain, PEM (when listening: a self-made one)':
    'eigenes Zertifikat mit seiner Kette, PEM (beim Warten: ein selbst gemachtes)',
  'ping so often, and give up a peer that does not answer': 'pingt so oft und gibt eine Gegenseite auf, die nicht antwortet',
  'private key of cert, PEM (the same file)': 'privater Schlüssel zu cert, PEM (dieselbe Datei)',
  'probe a silent peer after this time': 'prüft nach dieser Zeit, ob eine stille Gegenseite noch da ist',
  'read from the beginning (default on the first side of a link)': 'liest von Anfang an (üblich auf der ersten Seite eines link)',
  'read, and go on reading what is appended': 'liest, und liest weiter, was angehängt wird',
  'rights of a FIFO that is made (600)': 'Rechte einer FIFO, die angelegt wird (600)',
  'rights of a file that is made (600)': 'Rechte einer Datei, die angelegt wird (600)',
  'rights of the socket file when listening (600)': 'Rechte der Socket-Datei beim Warten (600)',
  'send binary messages (else text where a chunk is UTF-8, and binary where not)':
    'sendet binäre Nachrichten (sonst Text, wo ein Stück UTF-8 ist, und binär, wo nicht)',
  'send from this address': 'sendet von dieser Adresse aus',
  'send from this port': 'sendet von diesem Port aus',
  'send small chunks at once (yes)': 'sendet kleine Stücke sofort (yes)',
  'send text messages only': 'sendet nur Textnachrichten',
  'size of the receive buffer (4194304; the system may give less)':
    'Größe des Empfangspuffers (4194304; das System gibt vielleicht weniger)',
  'sub-protocols to offer or to take': 'Unterprotokolle, die angeboten oder angenommen werden',
  'take any certificate: anybody on the way can read and change everything':
    'nimmt jedes Zertifikat: Unterwegs kann jeder alles lesen und ändern',
  'the user id that the proxy is told': 'die Benutzerkennung für den Proxy',
  'trust only these authorities; when listening, clients must show a certificate of theirs':
    'vertraut nur diesen Zertifizierungsstellen; beim Warten müssen Clients ein Zertifikat von ihnen zeigen',
  'up to so much more, at random; the order is kept': 'bis zu so viel mehr, zufällig; die Reihenfolge bleibt',
  'user, where the proxy wants to know': 'Benutzer, wenn der Proxy ihn wissen will',
  'what is sent begins with an IP header of its own, and what comes has one, too (IPv4)':
    'was gesendet wird, beginnt mit einem eigenen IP-Kopf, und was ankommt, hat auch einen (IPv4)',
  'when listening, forget a peer after so much silence (120; 0: never)':
    'vergisst beim Warten eine Gegenseite, die so lange still ist (120; 0: nie)',
  'when listening, forget a sender after so much silence (120; 0: never)':
    'vergisst beim Warten einen Sender, der so lange still ist (120; 0: nie)',
  'with follow: only what is appended from now on': 'mit follow: nur, was von nun an angehängt wird',
  'write at the end of what is there': 'schreibt hinter das, was da ist',
  'write, in place of what is there (default on the second side of a link)':
    'schreibt statt dessen, was da ist (üblich auf der zweiten Seite eines link)',
};
