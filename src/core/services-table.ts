/** Names of well-known ports, as the IANA registry of service names and port numbers (RFC 6335) has them. */

export const TRANSPORTS = ['tcp', 'udp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface ServiceName {
  readonly name: string;
  readonly port: number;
  readonly transports: readonly Transport[];
  readonly aliases: readonly string[];
}

export interface ServicesIndex {
  /** The port of a name or alias. */
  port(name: string, transport: Transport): number | undefined;
  /** The first name of a port. */
  name(port: number, transport: Transport): string | undefined;
}

/** Rows made when first asked. Where two say something of a name or a port, the first one counts. */
export const servicesIndex = (rows: () => readonly ServiceName[]): ServicesIndex => {
  const made = new Map<Transport, Maps>();
  const of = (transport: Transport): Maps => {
    const maps = made.get(transport) ?? mapsOf(rows(), transport);
    made.set(transport, maps);
    return maps;
  };
  return {
    port: (name, transport) => of(transport).ports.get(name),
    name: (port, transport) => of(transport).names.get(port),
  };
};

interface Maps {
  readonly ports: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<number, string>;
}

const mapsOf = (all: readonly ServiceName[], transport: Transport): Maps => {
  const rows = all.filter((row) => row.transports.includes(transport)).reverse();
  return {
    ports: new Map(rows.flatMap((row) => [row.name, ...row.aliases].map((name) => [name, row.port] as const))),
    names: new Map(rows.map((row) => [row.port, row.name] as const)),
  };
};

/** Every row of the table, by port. */
export const serviceNames = (): readonly ServiceName[] => TABLE.trim().split('\n').map(parseRow);

const table = servicesIndex(serviceNames);

/** The port of a name or alias, in any case; undefined where the table has none for that transport. */
export const servicePort = (name: string, transport: Transport): number | undefined => table.port(name.toLowerCase(), transport);

/** The name of a port, as `nc -v` and tcpdump show it; undefined where the table has none. */
export const serviceName = (port: number, transport: Transport): string | undefined => table.name(port, transport);

const parseRow = (line: string): ServiceName => {
  const [number = '', name = '', ...aliases] = line.split(' ');
  const transports: readonly Transport[] = number.endsWith('t') ? ['tcp'] : number.endsWith('u') ? ['udp'] : ['tcp', 'udp'];
  return { name, port: Number.parseInt(number, 10), transports, aliases };
};

/** A row is: port (`t` TCP only, `u` UDP only), name, aliases. The first row of a port gives its name. */
const TABLE = `
1t tcpmux
2 compressnet
3 compressnet
5 rje
7 echo
9 discard sink null
11t systat users
13 daytime
15t netstat
17 qotd quote
18 msp
19 chargen ttytst source
20t ftp-data
21t ftp
22t ssh
23t telnet
25t smtp mail
27 nsw-fe
29 msg-icp
31 msg-auth
33 dsp
37 time timserver
42 nameserver
43t whois nicname
49 tacacs
53 domain
67u bootps dhcps
68u bootpc dhcpc
69u tftp
70t gopher
79t finger
80t http www
88 kerberos kerberos5
101t hostnames hostname
102t iso-tsap tsap
107t rtelnet
109t pop2
110t pop3 pop-3
111 sunrpc portmapper rpcbind
113t auth ident tap authentication
115t sftp
119t nntp readnews untp
123u ntp
135 epmap loc-srv
137 netbios-ns
138 netbios-dgm
139 netbios-ssn
143t imap2 imap
161 snmp
162 snmp-trap snmptrap
163 cmip-man
164 cmip-agent
174 mailq
177 xdmcp
179t bgp
194 irc
199 smux
209 qmtp
210 z3950 wais
213 ipx
319u ptp-event
320u ptp-general
369 rpc2portmap
370 codaauth2
389 ldap
427 svrloc
443 https
444 snpp
445 microsoft-ds
464 kpasswd
465t submissions smtps ssmtp urd
500u isakmp
502t mbap modbus
512t exec
512u biff comsat
513t login
513u who whod
514t shell cmd syslog-tcp
514u syslog
515t printer spooler
517u talk
518u ntalk
520u route router routed
521u ripng
530t courier rpc
538 gdomap
540t uucp uucpd
543t klogin
544t kshell krcmd
546u dhcpv6-client
547u dhcpv6-server
548t afpovertcp
554 rtsp
563t nntps snntp
587t submission
607 nqs
623 asf-rmcp ipmi
631 ipp
636 ldaps
646 ldp
655 tinc
706t silc
749t kerberos-adm
750 kerberos4 kerberos-iv kdc
830t netconf-ssh
853 domain-s
860t iscsi
873t rsync
902t vmware-authd
989t ftps-data
990t ftps
992t telnets
993t imaps
994 ircs
995t pop3s
1080t socks
1093 proofd
1099t rmiregistry
1194 openvpn
1433 ms-sql-s
1434 ms-sql-m
1512 wins
1524t ingreslock
1645u datametrics old-radius
1646u sa-msg-port old-radacct
1649 kermit
1677 groupwise
1701 l2f l2tp
1723t pptp
1812 radius
1813 radius-acct radacct
1883t mqtt
1900u ssdp
1985u hsrp
2000 cisco-sccp
2049 nfs
2086 gnunet
2101 rtcm-sc104
2119 gsigatekeeper
2123u gtp-control
2135 gris
2152u gtp-user
2181t eforward zookeeper
2401 cvspserver
2427u mgcp-gateway
2600t zebrasrv
2601t zebra
2605t bgpd
2628 dict
2811 gsiftp
2947 gpsd
3050 gds-db gds_db
3128t ndl-aas squid
3260t iscsi-target
3268t msft-gc
3269t msft-gc-ssl
3306t mysql
3389 ms-wbt-server rdp
3478 stun turn
3493 nut
3632 distcc
3689t daap
3690 svn subversion
3702u ws-discovery
4070t tripe
4369t epmd
4500u ipsec-nat-t
4569u iax
4690 xtell
4789u vxlan
4899 radmin-port radmin
5004 avt-profile-1 rtp
5005 avt-profile-2 rtcp
5060 sip
5061 sips sip-tls
5190 aol
5222t xmpp-client jabber-client
5269t xmpp-server jabber-server
5349 stuns turns
5351u nat-pmp
5353u mdns
5355u llmnr
5432 postgresql postgres
5555 rplay
5556 freeciv
5666t nrpe
5667t nsca
5671t amqps
5672 amqp
5683u coap
5684u coaps
5900t rfb vnc
5984 couchdb
6000t x11
6081u geneve
6343u sflow
6346 gnutella-svc
6347 gnutella-rtr
6379t redis
6443t sun-sr-https
6514 syslog-tls
6566t sane-port sane
6633t openflow-old
6653 openflow
6665t ircu
6667t ircd
6697t ircs-u
7000 afs3-fileserver
7001 afs3-callback
7002 afs3-prserver
7003 afs3-vlserver
7100t font-service xfs
8008 http-alt-8008
8021t zope-ftp
8080t http-alt webcache
8081t tproxy
8088 omniorb
8140t puppet
8443t pcsync-https https-alt
8883t secure-mqtt mqtts
8990t clc-build-daemon
9000 cslistener
9090t websm prometheus
9098 xinetd
9100t jetdirect pdl-datastream
9101 bacula-dir
9102 bacula-fd
9103 bacula-sd
9200t wap-wsp elasticsearch
9418t git
9667 xmms2
10050 zabbix-agent
10051 zabbix-trapper
10080t amanda
11211 memcache memcached
11371t hkp
17500 db-lsp
22125t dcap
22128t gsidcap
24554t binkp
25565t minecraft
27017t mongodb
27374t asp
30865t csync2
51820u wireguard
60177t tfido
`;
