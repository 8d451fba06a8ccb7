/** What Wireshark knows by name and is not declared here (yet): where it usually is, so that a filter can say what to write instead. Names of 4.0. */

/** The test that finds its frames, e.g. `tcp.port == 22`; empty where nothing is usual; undefined where nobody knows the name. */
export const undecoded = (name: string): string | undefined => {
  for (const [field, words] of Object.entries(USUAL)) {
    const at = new RegExp(`(?:^|\\s)${name.replace(/[^a-z0-9]/g, '\\$&')}=(\\S+)`).exec(words)?.[1];
    if (at !== undefined) return `${field} == ${at}`;
  }
  return OTHERS.split(/\s+/).includes(name) ? '' : undefined;
};

const USUAL: Readonly<Record<string, string>> = {
  'tcp.port': `
    5co_legacy=8004 9p=564 acap=674 acdr=925 agentx=705 ajns=9956 ajp13=8009 amqp=5672 ams=48898 ancp=6068 aol=5190 ardp=9955 artemis=5445
    asap=3863 atmtcp=2812 ax4000=3357 beep=10288 bgp=179 bittorrent=6881 bzr=4155 c1222=1153 cast=4224 cbsp=48049 cflow=4739 
    cmp=829 cmpp=7890 coap=5683 cops=2126 couchbase=11210 cql=9042 cvspserver=2401 db-lsp=17500 dhcpfo=647 diameter=3868
    dicom=104 distcc=3632 djiuav=2001 dlep=854 dlm3=21064 dlsw=2065 dnp3=20000 dns=53 dof=3567 doip=13400 dpp=7871 dsi=548 dtps=8567
    dtpt=5721 ecatf=34980 echo=7 ecmp=6160 edonkey=4661 elasticsearch=9300 elcom=5997 enip=44818 enttec=3333 epmd=4369 eti=19006 exec=512
    ff=1090 ftp=21 ftp-data=20 gadu-gadu=8074 gdsdb=3050 gearman=4730 gift=1213 git=9418 gnutella=6346 gopher=70 grpc=443
    gryphon=7000 gsm_ipa=3002 gtp=2123 gtpprime=3386 h248=2945 h501=2099 hart_ip=5094 hiqnet=3804 hislip=4880 hl7=2575 http=80 http2=443
    hzlcst=5701 icap=1344 idmp=1102 iec60870_104=2404 ilp=7276 imap=143 ipdc=6668 ipdr=4737 ipsictl=5010 irc=6667 isakmp=500 isns=3205
    jdwp=9009 kafka=9092 kdsp=2502 kerberos=88 kf=473 kip=3671 kismet=2501 knet=2345 kpasswd=464 kt=1978 laplink=1547 ldap=389 ldp=646
    lisp-tcp=4342 llrp=5084 lnet=988 lpd=515 mbtcp=502 megaco=2944 memcache=11211 mgcp=2427 mih=4551 mikey=2269 mpeg_dsmcc=13819 mqtt=1883
    mrcpv2=6075 msdp=639 msmms=1755 msnms=1863 msrp=2855 mysql=3306 nano=7075 nbss=139 ncp=524 ndmp=10000 ndps=3014 netsync=5253 nntp=119
    nvme-tcp=4420 omapi=7911 omron=9600 opcua=4840 openflow=6653 openvpn=1194 opsi=4002 pcep=4189 pcomtcp=20256 pcp=44321 pgsql=5432
    pmproxy=44322 pop=110 pptp=1723 ptpip=15740 pvfs=3334 r3=2571 reload-framing=6084 resp=6379 rlogin=513 rmi=1099 rpc=111 rpkirtr=323
    rsh=514 rsip=4555 rsync=873 rtmpt=1935 rtpproxy=22222 rtsp=554 s101=9000 s5066sis=5066 sabp=3452 sametime=1533 sasp=3860 scop=17755
    sigcomp=5555 sip=5060 sir=6417 skinny=2000 slsk=2234 smrse=4321 smtp=25 smux=199 socks=1080 spdy=6121 srvloc=427 stun=3478
    synergy=24800 synphasor=4712 tacplus=49 tcpcl=4556 tds=1433 telnet=23 tfp=4223 tibia=7171 tivoconnect=2190 tls=324 tns=1521
    tpkt=102 tplink-smarthome=9999 tpm=2321 tpncp=2424 tsdns=0 ulp=7275 uma=14001 vicp=1861 vnc=5500 websocket=80 whois=43 winsrepl=42
    wow=3724 woww=8085 x11=6000 xmcp=4788 xmpp=5222 xot=1998 xti=19042 z3950=210 zebra=2600
  `,
  'udp.port': `
    a11=699 a21=23272 actrace=2428 adp=8200 adwin=6543 amt=2268 aodv=654 armagetronad=4533 asterix=8600 ath=45564 auto_rp=496 ayiya=5072
    babel=6696 bat=4305 bfd=3784 bfd_echo=3785 bjnp=8611 bundle=4556 bvlc=47808 caneth=11898 capwap=5246 cipio=2222 cldap=389 cnip=1628
    collectd=25826 componentstatusprotocol=2960 corosync_totemnet=5404 cpfi=5001 cpha=8116 cups=631 db-lsp-disc=17500 ddtp=1052
    dhcpv6=546 dis=3000 dmp=5031 dpnet=6073 dtls=4433 dvb_ipdc=9214 egd=18246 enrp=9901 eobi=56000 epl=3819 esio=6060 find=1001 geneve=6081
    glbp=3222 gprs-ns=2157 gsmtap=4729 gvcp=3956 h225=1718 hcrt=47000 hicp=3250 hip=10500 hsrp=1985 http3=443 iapp=2313 iax2=4569
    icp=3130 icq=4000 idn=7255 ieee1722=17220 infiniband=4791 ipvs=8848 ipx=213 jmirror=30030 kdp=19948 kink=910 krb4=750 l2tp=1701
    ldss=6087 lisp=4342 lisp-data=4341 llc=12000 llmnr=5355 lmp=701 ltp=1113 lwapp=12222 lwapp-l3=12220 lwres=921 mactelnet=20561
    manolito=41170 mbudp=502 mdns=5353 mint=24576 mip=434 mipv6=5436 mle=19788 mndp=5678 mpls=6635 mpls-echo=3503 msproxy=1745 msrcp=3343
    nbdgm=138 nbns=137 njack=5264 nxp_802154_sniffer=49999 oicq=8000 olsr=698 opensafety=8755 opensafety_udp=9877 packetbb=269
    papi=8211 pathport=3792 pfcp=8805 pktc=1293 pn_rt=34962 pnrp=3540 portcontrol=5350 ptp=319 pulse=539 quake=26000 quake2=27910
    quake3=27950 quakeworld=27500 quic=443 radius=1645 raknet=19132 rdpudp=3389 rdt=6970 rip=520 ripng=521 rmcp=623 roon_disco=9003 rsp=664
    rsvp=3455 rx=7000 sap=9875 sbus=5050 sctp=9899 sebek=1101 sflow=6343 slimp3=1069 snmp=161 ssdp=1900 ssyncp=60001
    steam_ihs_discovery=27036 tacacs=49 tapa=5000 teredo=3544 tetra=7074 tipc=6118 tpcp=3121 ts2=8767 tsp=525 tzsp=37008
    uaudp=32000 udpencap=4500 uftp=1044 vines_frp=573 vrt=4991 vuze-dht=11273 vxlan=4789 vxlan_gpe=4790 wassp=13907 wccp=2048 wg=0 who=513
    wimaxasncp=2231 wlccp=2887 wsp=2948 wtls=2949 wtp=9201 xdmcp=177 xyplex=173 zep=17754
  `,
  'ip.proto': `
    ah=51 ax25=93 cotp=29 dccp=33 dsr=48 eigrp=88 esp=50 eth=143 etherip=97 icmp=1 icmpv6=58 igmp=2 igrp=9 ip=4 ipcomp=108 ipv6=41 lwl4=106
    ncs=224 nhrp=54 osi=80 ospf=89 pgm=113 pim=103 rsvp-e2ei=134 shim6=140 swipe=53 tcp=6 udp=17 udplite=136 vrrp=112 xtp=36
  `,
  'eth.type': `
    6lowpan=0xa0ed aarp=0x80f3 ans=0x886d aoe=0x88a2 arp=0x806 aruba_iap=0x8ffd avsp=0xd28b bacp=0xc02b bap=0xc02d batadv=0x4305
    bluecom=0x892d bofl=0x8102 bpq=0x8ff brcm-tag=0x8874 brdwlk=0x88ae c15hbeat=0xc15 cbcp=0xc029 ccp=0x80fd cdpcp=0x8207 cesoeth=0x88d8
    cfm=0x8902 cgmp=0x2001 chap=0xc223 cl3=0xb4e3 cmd=0x8909 comp_data=0xfd crtp=0x61 crtp_cntcp=0x65 crtp_cs=0x2065 crtp_cudp16=0x2067
    crtp_cudp8=0x67 csm_encaps=0x889b dec_dna=0x6003 dec_stp=0x8038 dect=0x2323 dlr=0x80e1 eapol=0x888e ecp21=0x8940 ecpri=0xaefe
    eero=0x9104 elmi=0x88ee epl_v1=0x3e3f etag=0x893f exeh=0xe555 extrememesh=0x88a9 fcoe=0x8906 fip=0x8914 flip=0x8901 gmhdr=0x22e5
    gnw=0x8947 goose=0x88b8 hbbak=0x8988 homeplug=0x887b homeplug-av=0x88e1 hpna=0x886c hsr=0x892f hsr_prp_supervision=0x88fb
    hyperscsi=0x889a idp=0x600 ieee1905=0x893a ieee8021ad=0x88a8 ieee8021ah=0x88e7 ieee8021cb=0xf1c1 ieee802a=0x88b7 ipcp=0x8021
    ipv6cp=0x8057 isis=0x22f4 ismp=0x81fd lacp=0x8103 lapbether=0x6000 lat=0x6004 lcp=0xc021 linx=0x8911 llap=0x809b lldp=0x88cc llt=0xcafe
    lltd=0x88d9 loop=0x9000 m2m=0x8f0 macc=0x8808 macsec=0x88e5 mdp=0x712 mdshdr=0xfcfc mplscp=0x8281 mrp-mmrp=0x88f6 mrp-msrp=0x22ea
    mrp-mvrp=0x88f5 msnlb=0x886f ncsi=0x88f8 nsh=0x894f nsrp=0x8133 nwp=0xc0df osinlcp=0x8023 pap=0xc023 pn_mrp=0x88e3 pppmux=0x59
    pppmuxcp=0x8059 pppoed=0x8863 pppoes=0x8864 realtek=0x8899 rohc=0x22f1 roofnet=0x641 rtcfg=0x9022 rtmac=0x9021 siii=0x88cd slow=0x8809
    snaeth=0x80d5 stp=0x8181 sv=0x88ba tdmoe=0xd00d tecmp=0x99fe telkonet=0x88a1 trill=0x22f3 tte_pcf=0x891d vines_echo=0xbaf vines_ip=0xbad
    vlan=0x8100 vmlab=0x88de vntag=0x8926 wai=0x88b4 wcp=0x80ff wlan=0x890d wlan_centrino=0x2452 wol=0x842 wpan=0x809a wreth=0xaaaa
    wsmp=0x88dc xip=0xc0de
  `,
};

const OTHERS = `
  29west 2dparityfec 3comxns 3gpp 5gli a615a aaf aal1 aal3_4 aasp acf acf-can acf-lin acn acp133 acr122 acse adb adb_cs adb_service
  adwin_config aeron afp afs aim aim_admin aim_adverts aim_bos aim_buddylist aim_chat aim_chatnav aim_dir aim_email aim_generic aim_icq
  aim_invitation aim_location aim_lookup aim_messaging aim_popup aim_signon aim_ssi aim_sst aim_stats aim_translate ain aj alc alcap
  alt_beacon amf amp amr amr_wb ansi_637_tele ansi_637_trans ansi_683 ansi_801 ansi_a_bsmap ansi_a_dtap ansi_map ansi_tcap ap1394
  applemidi aprs aptx ar_drone arcnet artnet aruba_erm aruba_erm_type0 aruba_erm_type1 aruba_erm_type2 aruba_erm_type3 aruba_erm_type4
  aruba_erm_type5 aruba_erm_type6 ascend asf asp asphodel at atldf atm atmarp atn-cm atn-cpdlc atn-ulcs atp atsvc autosar-nm awdl
  awdl_data ax25_kiss ax25_nol3 bacapp bacnet banana basicxid bblog bcp_bpdu bcp_ncp bctp beacon bencode ber bfcp bicc bicc_mst bitcoin
  blip bluetooth bmc bmp bootparams bossvr bpsec bpv7 browser brp bsap bscvlc bssap bssap_le bssap_plus bssgp bsslap bt-dht bt-utp bt3ds
  bta2dp bta2dp_content_protection_header_scms_t btamp btatt btavctp btavdtp btavrcp btbnep btbredr_fhs btbredr_rf btcommon btdun btgatt
  btgnss bthci_acl bthci_cmd bthci_evt bthci_iso bthci_iso_data bthci_sco bthcrp bthfp bthid bthsp btl2cap btle btle_rf btlmp btmcap
  btmesh btmproxy btpa btpb btrfcomm btsap btsdp btsmp btsnoop btspp btvdp btvdp_content_protection_header_scms_t budb butc c15
  calcappprotocol camel can canfd canopen carp cattp cba_acco_cb cba_acco_cb2 cba_acco_mgt cba_acco_mgt2 cba_acco_server cba_acco_server2
  cba_acco_server_srt cba_acco_sync cba_browse cba_browse2 cba_grouperror cba_grouperror_event cba_ldev cba_ldev2 cba_pdev cba_pdev2
  cba_pdev_pc cba_pdev_pc_event cba_persist cba_persist2 cba_rtauto cba_rtauto2 cba_state cba_state_event cba_sysprop cba_time cbor
  cbrs_oids ccsds ccsrl cdma2k cdp cds_clerkserver cds_solicit cdt cemi ceph cfdp cfp chargingase chdlc cigi cimd cimetrics cip cipcco
  cipcls cipcm cipio1 cipm cipm3 cipmb cippccc cipsafety cipsafety_bd cipsafety_bt cipsafety_ed cipsafety_et cipssupervisor cipsvalidator
  cl3dcw clacse classicstun clearcase clip clique-rm clnp clpres clsp cltp clusapi cmip cms communityid conv corosync_totemsrp cose
  cose_params cosine cp2179 cprpc_server credssp crf crmf csn1 ctdb cvf cwids daap dap data data-l1-events data-text-lines dbus dc dcc
  dce_update dcerpc dcom dcp-af dcp-etsi dcp-pft dcp-tpl dct2000 ddp devicenet disp dispatch dlt dmx dmx_chan dmx_sip dmx_test dmx_text
  dnsserver docsis docsis_bintrngreq docsis_cmctrlrsp docsis_cmstatus docsis_cmstatusack docsis_dbcack docsis_dbcreq docsis_dbcrsp
  docsis_dccack docsis_dccreq docsis_dccrsp docsis_dcd docsis_dpd docsis_dsaack docsis_dsareq docsis_dsarsp docsis_dscack docsis_dscreq
  docsis_dscrsp docsis_dsdreq docsis_dsdrsp docsis_emreq docsis_emrsp docsis_init_ranging docsis_intrngreq docsis_map docsis_mdd
  docsis_mgmt docsis_ncp docsis_ocd docsis_optack docsis_optreq docsis_optrsp docsis_plc docsis_rba docsis_regack docsis_regreq
  docsis_regreqmp docsis_regrsp docsis_regrspmp docsis_rngreq docsis_rngrsp docsis_segment docsis_sync docsis_tlv docsis_type29ucd
  docsis_type35ucd docsis_type51ucd docsis_uccreq docsis_uccrsp docsis_ucd docsis_vsif dof-tcp dof-udp dop dpaux dpauxmon dplay dpnss
  dpnss_link drb drbd drda drsuapi dsp dssetup dtcp-ip dtp dtsprovider dtsstime_req dua dvb-ci dvb-s2_bb dvb-s2_gse dvb-s2_modeadapt
  dvb-s2_table dvb_ait dvb_bat dvb_data_mpe dvb_eit dvb_nit dvb_sdt dvb_sit dvb_tdt dvb_tot dvmrp dx dxl e100 e164 e1ap e212 e2ap eap
  ebhscr ecat ecat_mailbox ecp edp efs ehdlc ehs eiss elf enc epm epm4 epon erf erldp erspan erspan-marker esis esl ess etch ethertype
  etsi_cat etv-ddb etv-dii etw eventlog evrc evrc_legacy evrcb evrcnw evrcnw2k evrcwb evs exablaze exported_pdu extrememesh_l2upd
  extrememesh_mch extrememesh_probe extrememesh_ps_arep extrememesh_ps_areq extrememesh_ps_bann extrememesh_ps_bred extrememesh_ps_brep
  extrememesh_ps_breq extrememesh_ps_perr extrememesh_ps_prem extrememesh_ps_prep extrememesh_ps_preq extrememesh_ps_prer
  extrememesh_ps_prst extrememesh_ps_srep extrememesh_ps_sreq extrememesh_ps_trace f1ap f5ethtrailer f5fileinfo fb_zero fc fc00 fcct fcdns
  fcels fcfzs fcgi fcip fcoib fcp fcs fcsb3 fcsof fcsp fddi fdp fefd felica file file-blf file-pcap file-pcapng fileexp fix fldb flexnet
  flexray fmp fmp_notify fmtp forces fortinet_sso fp fp_hint fp_mux fpp fr fractalgeneratorprotocol frame frsapi frsrpc frstrans fsrvp
  ftam ftdi-ft ftdi-mpsse ftserver fw1 g723 gbcs_gbz gbcs_message gbcs_tunnel gcsna gdb gdt ged125 gelf genl gfp giop giop-coseventcomm
  giop-cosnaming giop-gias giop-parlay giop-tango glow glusterd glusterfs gmrp gmtrailer gpef gprscdr gquic grebonding gsm-r-uus1 gsm_a
  gsm_abis_om2000 gsm_abis_oml gsm_abis_pgsl gsm_abis_rsl gsm_abis_tfp gsm_bssmap_le gsm_cbch gsm_cbs gsm_map gsm_rlcmac gsm_sim gsm_sms
  gsm_sms_ud gsm_um gsmtap_log gss-api gsup gtpv2 gvrp gvsp h1 h221nonstd h223 h223_bitswapped h225_ras h235 h245 h248e h248q1950 h261
  h263 h263p h264 h265 h323 h450 h460 hci_h1 hci_h4 hci_mon hci_usb hclnfsd hdcp hdcp2 hdfs hdfsdata hdmi hipercontracer hnbap hp_erm
  hpext hpfeeds hpsw hpteam hsms i1d3 i2c i2c_data i2c_event iap ibeacon icall icep icl_rpc idrp iec60870_101 iec60870_5_103 iec60870_asdu
  iec61883 ieee1609dot2 ieee17221 ifcp igap ilmi image-gif image-jfif imf inap infiniband_link infiniband_sdp initshutdown interlink ioraw
  ipaccess ipars ipdr_samis_type_1 ipdum iperf2 ipfc ipmb ipmi ipmi_session ipnet ipoib ipos ipp ippusb ipxmsg ipxrip ipxsap ipxwan ircomm
  iremotewinspool irlap irlmp iscsi isdn isdn_sup iser isi isl ismacryp ismacryp_v11 ismacryp_v20 iso10681 iso14443 iso15765 iso7816
  iso8583 isobus isup isystemactivator itdm its itunes iua iuup iwarp_ddp_rdmap iwarp_mpa ixiatrailer ixveriwave j1939 jpeg json_3gpp
  juniper jxta k12 kadm5 kcs kif klm krb5rpc lane lanforge lanman lapb lapd lapdm lapsat lbmc lbmpdm lbmpdm_tcp lbmr lbmsrs lbtrm lbtru
  lbttcp lcsap lct ldac lg8979 lge_monitor lin link16 linxtcp list lithionics_bms llb llcgprs lmi lnpdqp log log3gpp logcat logcat_text
  logotypecertextn lon loratap lorawan lpp lppa lppe lr lsarpc lsc lsd lte_rrc lustre lwapp-cntl lwm lwm2mtlv m2ap m2pa m2tp m2ua m3ap
  m3ua maap mac mac-lte mac-lte-framed mac-nr magic mailslot mapi marker mate mausb mbim mbrtu mc-nmf mcc mcp mcpe mdssvc media mesh
  message-http messenger meta metamako mgmt mifare mime_dlt mime_multipart mint_data miop misc mka mms mmse modbus mojito moldudp
  moldudp64 mongo mount mp mp2t mp4 mp4v-es mpeg mpeg-audio mpeg-pes mpeg1 mpeg_ca mpeg_descr mpeg_pat mpeg_pmt mpeg_sect mpls_mac
  mpls_psc mpls_y1711 mplspmdlm mplspmdlmdm mplspmdm mplspmilm mplspmilmdm mplspwatm11_or_aal5pdu mplspwatmaal5sdu mplspwatmcell
  mplspwatmcellheader mplspwatmcontrolword mplspwatmn1cw mplspwatmn1nocw mplstp_fm mplstp_lock mptcp mq mqpcf mqttsn mrdisc ms-nns mscml
  msgpack msnip mstp mswsp mtp2 mtp3 mtp3mg mudurl mux27010 nan nas-5gs nas-eps nasdaq_itch nasdaq_soup nat-pmp nb_rtpmux nbap nbd nbifom
  nbipx nbp ndp negoex net_dm netanalyzer netbios netdfs netdump netlink netlink-netfilter netlink-route netlink-sock_diag netmon_802_11
  netmon_event netmon_filter netmon_header netmon_network_info netmon_process netmon_system_config netmon_system_trace netperfmeter netrix
  netrom nettl newmail nfapi nflog nfs nfsacl nfsauth ngap nge nisplus nispluscb nist_csor nl80211 nlm nlsp nmas nmpi noe nordic_ble norm
  novell_pkis nr nr-rrc nrppa nrup ns ns_cert_exts nspi ntlmssp ntscf null nvme nvme-rdma nw_mtp nw_serial oamaal oampdu obd-ii obex ocfs2
  ocp1 ocsp oer opa openflow_v1 openflow_v4 openflow_v5 openflow_v6 openthread openwire optommp opus oran_fh_cus osc oscore osmo_trxc
  osmo_trxd osmux ossp ouch oxid p1 p22 p3 p7 p772 p_mul packetcable_avps packetlogger pagp paltalk pana pbadv pcap pcap_pktdata pcapng
  pcli pcli12 pcli20 pcli8 pcnfsd pcomascii pcombinary pdc pdcp-lte pdcp-nr pdu_transport peap peekremote per pflog pflog-old
  pingpongprotocol pkcs-1 pkcs10 pkcs12 pkinit pkix-cert pkix1explicit pkix1implicit pkixac pkixproxy pkixqualified pkixtsp pkt_ccc
  pkt_comment pktap pktgen pn532 pn532_hci pn_dcp pn_io pn_io_apdu_status pn_io_controller pn_io_device pn_io_implicitar
  pn_io_parameterserver pn_io_supervisor pn_io_time_aware_status pn_mrrt pn_ptcp png pnp poc-settings portmap ppcap ppi ppi_antenna
  ppi_gps ppi_sensor ppi_vector ppp ppp_hdlc pppoe prap pres presence prism protobuf protobuf_json provideclassinfo provisioning proxy prp
  psample pw_hdlc_nocw_fr pw_hdlc_nocw_hdlc_ppp pw_oam pwach pwcesopsn pwethcw pwethheuristic pwethnocw pwfr pwmcw pwsatopcw q2931 q708
  q931 q932 q933 qllc qos qsig r-goose r-stp r09 radiotap ranap raw raw_sigcomp raw_sip rbm rdaclif rdc rdm rdmnet rdp rdp_drdynvc
  rdp_egfx rdpmt redback redbackli reginfo reload remact remunk remunk2 rep rep_proc rfc2190 rfc7468 rfr rftap rgmp riemann rlc rlc-lte
  rlc-nr rldp rlm rmp rmt-fec rmt-lct rnsap ros roverride rpc_browser rpc_netlogon rpcap rpcordma rpl rpriv rquota rras rrc rrcp rrlp
  rs_acct rs_attr rs_attr_schema rs_bind rs_misc rs_pgo rs_plcy rs_prop_acct rs_prop_acl rs_prop_attr rs_prop_pgo rs_prop_plcy rs_pwd_mgmt
  rs_repadm rs_replist rs_repmgr rs_unix rsec_login rss rstat rsvd rtacser rtcdc rtcp rtitcp rtls rtmp rtp rtp_rfc2198 rtpevent rtpmidi
  rtps rtpsproc rtpsvt rtse rua rudp rwall s1ap s4607 s5066dts s7comm sadmind samr sbc sbcap sccp sccpmg scsi scsi_mmc scsi_osd scsi_sbc
  scsi_smc scsi_ssc scte35 scte35_private_command scte35_si scte35_splice_schedule scte35_time scylla sdap sdh sdlc sdp secidmap selfm
  serialization ses sftp sgimount sgsap shicp signal_pdu simple simulcrypt sipfrag sita skype slarp sll sm smb smb2 smb_direct
  smb_netlogon smb_pipe smc smil sml smp smpp sna sna_xid sndcp sndcpxid snort solaredge someip someipsd soupbintcp sparkplugb spice
  spnego spnego-krb5 spoolss spp spray sprt spx srp srt srtcp srvsvc sscf-nni sscop ssp sss sstp starteam stat statnotify stcsig stt sua
  svcctl swils symantec sync syscall sysdig sysex sysex_digitech systemd_journal t124 t125 t30 t38 tali tapi taskschedulerservice tc_nv
  tcap tcg_cp_oids tcpcl_exts tcpencap tcpros tdma tdmop teap tei_management teklink thread thread_address thread_bcn thread_coap
  thread_diagnostic thread_meshcop thread_nwd thrift tiff tkn4int tmode tn3270 tn5250 tnef tr transum trksvr trmac tscf ttag tte ttp
  turbocell turbocell_aggregate turnchannel tuxedo typeinfo u3v ua ua3g uasip uasp uavcan_can uavcan_dsdl ubdp ubertooth ubikdisk ubikvote
  ucp udld udpcp uds udt uftp4 uftp5 uhd unistim usb usbaudio usbccid usbcom usbdfu usbhid usbhub usbip usbll usbms
  usbmsclass usbport usbprinter usbvideo user_dlt userlog uts v120 v150fw v52 v5dl v5ef v5ua vcdu vdp21 vines vines_arp vines_icp
  vines_ipc vines_llc vines_rtp vines_spp vjc vp8 vpp vpp-metadata vpp-opaque vpp-opaque2 vpp-trace vsip vsncp vsnp vsock vssmonitoring
  vtp vxi11_async vxi11_core vxi11_intr wap-sir watcherinfo waveagent wbxml whdlc wifi_display wifi_p2p wimaxmacphy winreg wisun witness
  wkssvc wlan_aggregate wlan_ext wlan_radio wlan_rsna_eapol wlancap wlancertextn wmx wpan-nonask-phy wpan-tap wpan-zboss wps wzcsvc x25
  x29 x2ap x509af x509ce x509if x509sat xcap-caps xcap-error xcsl xipserval xiri xml xnap xra yami yhoo ymsg ypbind yppasswd ypserv ypxfr
  zbee_apf zbee_aps zbee_beacon zbee_ie zbee_nwk zbee_nwk_gp zbee_zcl zbee_zdp zbip_beacon zbncp ziop zip zrtp zvt
`;
