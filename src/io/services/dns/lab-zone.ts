/** The zone that ships: one of every kind of record that is taught. Addresses are this machine's, so that what they name can be reached. */
export const LAB = `
$ORIGIN lab.
$TTL 1h
@          SOA    ns hostmaster ( 2026010101 ; serial
                    2h 15m 2w 5m )
           NS     ns
           NS     ns2
           A      127.0.0.1
           AAAA   ::1
           MX     10 mail
           MX     20 mail2
           TXT    "v=spf1 mx -all"
           TXT    "a zone to try things in"
           CAA    0 issue "ca.lab"
           CAA    0 iodef "mailto:hostmaster@lab"
           HTTPS  1 . alpn="h2,http/1.1" port=443 ipv4hint=127.0.0.1
           LOC    48 12 30.000 N 16 22 23.000 E 171.00m 10m 100m 10m
           NAPTR  100 10 "s" "SIP+D2U" "" _sip._udp
           DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==
ns         A      127.0.0.1
           AAAA   ::1
ns2        A      127.0.0.2
mail       A      127.0.0.3
           AAAA   ::1
mail2      A      127.0.0.4
www        CNAME  web
web        A      127.0.0.5
           A      127.0.0.6
           AAAA   ::1
ftp        CNAME  web
loop1      CNAME  loop2
loop2      CNAME  loop1
away       CNAME  www.example.com.
host       A      127.0.0.7
           HINFO  "PC" "Linux"
           RP     hostmaster.lab. text.lab.
           SSHFP  4 2 123456789ABCDEF67890123456789ABCDEF67890123456789ABCDEF123456789
text       TXT    "one" "two" "three"
           TXT    "quotes \\" and bytes \\195\\164"
long       TXT    "${'0123456789'.repeat(25)}"
           TXT    "${'abcdefghij'.repeat(25)}"
           TXT    "${'ABCDEFGHIJ'.repeat(25)}"
           TXT    "${'klmnopqrst'.repeat(25)}"
           TXT    "${'KLMNOPQRST'.repeat(25)}"
           TXT    "${'uvwxyz0123'.repeat(25)}"
_sip._udp  SRV    10 60 5060 host
           SRV    20 0 5060 web
_http._tcp SRV    0 0 80 web
_443._tcp  TLSA   3 1 1 0C72AC70B745AC19998811B131D662C9AC69DBDBE7CB23E5B514B56664C5D3D6
svc        SVCB   1 web alpn="h3" port=8443
alias      SVCB   0 web.lab.
old        DNAME  lab.
*.wild     A      127.0.0.8
           TXT    "whatever you ask for"
deep.empty A      127.0.0.9
sub        NS     ns.sub
           DS     60485 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A
ns.sub     A      127.0.0.10
`;
