/**
 * What routers know and these do not, by the words with which it begins: refused by its name, so that nobody takes
 * `% Invalid input` for a slip of his own, and nobody believes in what is not there. Words are those of Cisco's command
 * references; what needs saying more of stands in network-foreign.ts, crypto-foreign.ts and their like.
 */
import { refuseByName, refuseNo, type RefusedWords } from '../cli/refuse-by-name.ts';
import { configureMode, execMode, interfaceMode, lineMode } from './modes.ts';
import { cryptoMapMode } from './crypto/crypto-map-mode.ts';
import { ipsecProfileMode } from './crypto/crypto-ipsec-profile.ts';
import { ikev2ProfileMode } from './ikev2/ikev2-profile-mode.ts';
import { isakmpProfileMode } from './crypto/crypto-isakmp-profile.ts';
import { eigrpFamilyMode, namedFamilyMode, routerEigrpMode, topologyMode } from './routing/eigrp-modes.ts';
import { routerOspfMode } from './routing/ospf-mode.ts';
import { isTunnel } from './interface/tunnel-settings.ts';

const ofRouter: RefusedWords = {
  '': `
    appletalk bba-group bfd bridge call-home card ccm-manager chat-script class-map clns config-register controller decnet dial-peer dialer dialer-list ephone errdisable
    evpn event fallback file flow frame-relay hw-module identity ipc ipx isdn ivr kron l2 l2tp l2tp-class l2vpn lacp mac-address-table macro map-class
    map-list menu modemcap monitor mpls nat64 nve object-group parameter-map parser policy-map port-channel privilege priority-list prompt
    pseudowire-class queue-list radius radius-server rmon rtr sip-ua sntp standby tacacs tacacs-server tclsh
    telephony-service template terminal time-range transport-map voice-port vpdn vpdn-group voice wccp x25 xdr zone zone-pair`,
  arp: 'access-list inspection probe vrf',
  boot: 'bootldr bootstrap buffersize config host network system',
  configuration: 'mode',
  dot1x: 'system-auth-control',
  enable: 'algorithm-type',
  'enable secret': 'level',
  'enable password': 'level',
  ip: `
    accounting accounting-list accounting-threshold accounting-transits alias as-path bgp bgp-community community-list default-network dhcp dhcp-server dns drp explicit-path
    extcommunity-list flow flow-aggregation flow-cache flow-export flow-top-talkers identd igmp inspect kerberos mobile mrm mroute msdp multicast
    multicast-routing nbar options pgm pim port-map rcmd reflexive-list rsvp rtcp security sticky-arp urlfilter wccp`,
  'ip access-list': 'log-update logging',
  'ip domain': 'retry round-robin timeout',
  'ip domain list': 'vrf',
  'ip domain lookup': 'nsap recursive settings vrf',
  'ip domain name': 'vrf',
  'ip domain-name': 'vrf',
  'ip icmp': 'redirect',
  'ip tcp': 'async-mobility intercept',
  'ip nat': 'create log outside piggyback-support portmap service settings source stateful',
  'ip nat translation': 'max-entries',
  'ip route': 'profile static',
  'ip sla': 'enable group key-chain monitor reaction-configuration responder',
  lldp: 'holdtime reinit timer tlv-select',
  'logging buffered': 'discriminator',
  ipv6: `
    access-list dhcp general-prefix hop-limit host inspect local mobile mld multicast multicast-routing nat nd
    neighbor nhrp ospf pim policy port-map prefix-list router source-route spd`,
  password: 'encryption logging',
  service: 'alignment exec-callback exec-wait scripting sequence-numbers slave-log',
  'service tcp-small-servers': 'max-servers no-limit',
  'service udp-small-servers': 'max-servers no-limit',
  'track <1-1000>:number': 'application list resume stub-object',
  'track <1-1000>:number ip': 'route',
  'username WORD:name': 'access-class autocommand callback-dialstring common-criteria-policy one-time view',
  'access-list': 'dynamic-extended rate-limit',
  router: 'lisp mobile odr',
  webvpn: 'context gateway',
  crypto: 'ctcp mib provisioning ssl tls-tunnel vpn wui xauth',
  'crypto ca': 'profile',
  'crypto ipsec': 'control-plane ipv4-deny server',
  'crypto ipsec nat-transparency': 'spi-matching',
  'crypto ipsec security-association': 'dummy ecn multi-sn',
  'crypto ipsec security-association lifetime': 'days',
  'crypto ipsec security-association lifetime kilobytes': 'disable',
  'crypto isakmp': 'ctcp disconnect-revoked-peers',
  'crypto isakmp client': 'firewall',
  'crypto isakmp client configuration': 'address-pool browser-proxy',
  'crypto logging': 'ezvpn ikev2',
  'crypto map': 'ipv6',
  'crypto map WORD:name': 'gdoi redundancy',
};

/** Of IOS XE alone. */
const ofXe: RefusedWords = { '': 'app-hosting avc cwmp ezpm guestshell iox netconf-yang restconf telemetry' };

const ofInterfaces: RefusedWords = {
  '': `
    autonomic backup bfd bridge-group clns custom-queue-list dampening dialer dialer-group eou evpn frame-relay full-duplex glbp half-duplex isis
    l2protocol-tunnel lacp lapb lat llc2 loopback mac-address mac-group macro mpls multilink-group nat64 netbios nhrp ospfv3 ppp pppoe pppoe-client
    priority-group pvc random-detect rate-limit service-policy tag-switching traffic-shape transmit-interface tx-queue-limit vlan-id vrrs
    x25 xconnect zone-member`,
  bandwidth: 'receive',
  dot1x: 'default host-mode max-req max-reauth-req pae port-control reauthentication supplicant timeout',
  mop: 'retransmit-timer retries sysid',
  snmp: 'ifindex',
  'snmp trap': 'ip mac-notification',
  ntp: 'broadcast multicast',
  'crypto engine slot WORD:slot': 'inside outside',
  encapsulation: 'frame-relay ppp',
  ip: `
    accounting admission auth-proxy bandwidth-percent bgp broadcast-address cgmp dampening-change directed-broadcast dvmrp
    header-compression helper-address igmp inspect load-sharing mask-reply mobile mrm mroute-cache multicast pgm pim probe rgmp rip router rsvp rtp sap
    security traffic-export trigger-authentication urd urlfilter verify wccp`,
  'ip address': 'negotiated pool',
  'ip arp': 'inspection',
  'ip audit WORD:name': 'in out',
  'ip dhcp': 'client relay server smart-relay snooping',
  'ip ips WORD:name': 'in out',
  'ip nat': 'allow-static-host enable',
  'ip ospf authentication': 'key-chain',
  'ip ospf': `
    adjacency bfd database-filter demand-circuit flood-reduction lls multi-area prefix-suppression
    resync-timeout retransmit-interval shutdown transmit-delay ttl-security`,
  'ip tcp': 'compression-connections header-compression',
  ipv6: `
    access-group authentication bandwidth-percent dhcp eigrp flow hello-interval hold-time inspect mtu nat nd nhrp ospf
    pim policy redirects rip router summary-address tcp traffic-filter unnumbered unreachables verify`,
};

const ofTunnels: RefusedWords = {
  'ip nhrp nhs': 'dynamic',
  tunnel: `
    bandwidth endpoint entropy flow fragment mpls rbscp raw-packet-payload route-via
    sequence-datagrams tos tsp-hop udlr`,
  'tunnel source': 'dynamic',
  'tunnel destination': 'dynamic',
  'tunnel protection ipsec': 'policy',
  'tunnel protection ipsec profile WORD:profile': 'ikev2-profile isakmp-profile redundancy',
  'tunnel mode': 'aurp cayman dvmrp eon ethernet ipip iptalk ipv6 ipv6ip mpls nos rbscp udp vxlan',
  'tunnel mode gre': 'ipv6',
  'tunnel mode ipsec': 'dual-overlay ipv6',
};

const ofLines: RefusedWords = {
  '': `
    absolute-timeout accounting activation-character authorization autobaud autocommand autohangup autoselect buffer-length busy-message
    callback dispatch-character data-character-bits disconnect-character dispatch-timeout escape-character full-help
    exec-character-bits flush-at-activation hold-character insecure international location lockable login-string modem
    monitor no-exec notify padding prc refuse-message rotary rxspeed secret session-limit
    session-timeout special-character-bits start-character stop-character telnet terminal-queue terminal-type timeout
    txspeed vacant-message x25`,
  ip: 'netmask-format',
  'ip tcp': 'input-coalesce-threshold',
  ipv6: 'access-class',
  login: 'authentication',
  'logging synchronous': 'level limit',
};

/** Of who is privileged. */
const askedWithRights: RefusedWords = {
  write: 'core network',
  reload: 'warm',
  configure: 'network',
  'show running-config': 'aaa brief class-map full linenum map-class partition policy-map view vlan vrf',
  'crypto pki server WORD:name': 'info password remove request start stop trim unrevoke',
};

const asked: RefusedWords = {
  '': `
    cd connect disconnect event format lock login mkdir monitor mrinfo mstat mtrace pad ppp rename request resume rlogin rmdir
    rsh send set setup slip squeeze ssh tclsh telnet test undelete upgrade where x28 x3`,
  show: `
    adjacency alignment boot bootvar buffers calendar call cdp cef class-map configuration context control-plane controllers derived-config dhcp
    diag environment event facility-alarm file flow frame-relay glbp hardware hosts idprom inventory ipc ipv6 isdn
    kerberos license line lldp location modemcap module monitor mpls netconf ntp object-group
    parameter-map parser pas platform policy-firewall policy-map ppp pppoe processes queue queueing radius redundancy
    region registry rmon rtr sessions snmp sntp ssh stacks standby subscriber subsys table-map tacacs tcp tdm
    template time-range tunnel udp vlans voice vpdn vrrp webvpn xconnect zone zone-pair`,
  'show ip': `
    aliases bgp cache cef dhcp dns domain flow http igmp inspect ips irdp local mroute msdp multicast nbar pim
    port-map redirects rip rpf rsvp rtp sdf sockets ssh static tcp traffic trigger-authentication
    virtual-reassembly`,
  'show crypto': `
    ace call ctcp datapath eli entropy gdoi gkm ha identity mib optional route ruleset sockets ssl tech-support throughput
    vlan`,
  'show memory': 'allocating-process dead debug ecc events failures fast fragment free io processor traceback transit',
  'show ip sla': `
    application authentication configuration enhanced-history event-publisher group history key-chain
    reaction-configuration reaction-trigger responder summary`,
  'show crypto pki trustpoints': 'status',
  'show crypto pki': 'counters crls sessions timers token',
  'show crypto ca': 'crls sessions timers token',
  'show crypto ipsec': 'default policy spi-lookup',
  'show crypto ipsec sa': 'active standby',
  'show crypto isakmp sa': 'active standby',
  'show crypto session': 'active groups isakmp standby summary username',
  'show crypto engine connections': 'dh dropped-packet flow',
  'show interfaces': 'accounting counters stats summary switching',
  'show interfaces INTERFACE:name': 'accounting configuration counters stats switching',
  'show history': 'all',
  'show logging': 'count history xml',
  'show crypto engine': 'accelerator qos',
  'show crypto ikev2': 'certificate-cache client cluster diagnose',
  'show crypto isakmp': 'diagnose stats',
  'show archive': 'log',
  clear: 'adjacency cdp host line tcp vpdn',
  'clear crypto': 'call ctcp datapath engine gdoi pki',
  'clear crypto ikev2': 'stats',
  'clear ip': 'bgp cache dhcp flow igmp mroute prefix-list route traffic',
  debug: 'aaa arp cdp condition dhcp eigrp frame-relay ntp ppp radius snmp standby tacacs track tunnel vpdn',
  'debug crypto': 'ace ber gdoi ha kmi mib pki provisioning rmal socket verbose xauth',
  'debug crypto isakmp': 'aaa ha',
  'debug ip ospf': 'database-timer events flood hello lsa-generation mpls nsf packet retransmission rib spf tree',
  'debug ip': `
    access-list bgp cef dhcp domain eigrp error icmp igmp inspect interface nat packet peer pim rip routing
    security sla ssh tcp udp virtual-reassembly`,
};

const ofOspf: RefusedWords = {
  '': `
    adjacency bfd compatible database-filter default-metric discard-route distribute-list domain-id domain-tag event-log
    fast-reroute ignore interface-id ispf limit local-rib-criteria manet max-lsa max-metric maximum-paths microloop mpls neighbor nsf prefix-suppression
    process-min-time queue-depth shutdown snmp summary-address timers traffic-share ttl-security`,
  'area WORD:area': 'capability filter-list nssa sham-link virtual-link',
  capability: 'lls opaque transit',
  'distance ospf': 'external inter-area intra-area',
  'log-adjacency-changes': 'detail',
  redistribute: 'bgp isis lisp maximum-prefix mobile odr rip',
  'redistribute ospf <1-65535>:process': 'match',
};

const ofEigrp: RefusedWords = {
  '': `
    bfd default-information distribute-list maximum-paths metric neighbor nsf offset-list
    shutdown summary-metric timers traffic-share variance`,
  'eigrp stub': 'leak-map receive-only',
  eigrp: 'default-route-tag event-log-size event-logging log-neighbor-warnings upgrade-cli',
  redistribute: 'bgp isis lisp maximum-prefix mobile odr rip',
};
const ofNamedFamilies: RefusedWords = {
  '': 'bfd maximum-prefix metric neighbor nsf remote-neighbors shutdown soft-sia timers',
  'eigrp stub': 'leak-map receive-only',
  eigrp: 'default-route-tag event-log-size event-logging log-neighbor-warnings',
};
const ofTopologies: RefusedWords = {
  '': `
    default-information distribute-list fast-reroute maximum-paths metric offset-list snmp summary-metric timers
    traffic-share variance`,
  eigrp: 'event-log-size event-logging',
  redistribute: 'bgp isis lisp maximum-prefix mobile odr rip',
};

const ofCryptoMaps: RefusedWords = {
  set: 'df-bit group identity ikev1 mode nat security-policy',
  'set security-association': 'dummy ecn',
  'set security-association lifetime': 'days',
  'set security-association lifetime kilobytes': 'disable',
  'set peer WORD:peer': 'dynamic',
};

const ofIpsecProfiles: RefusedWords = {
  '': 'description redundancy responder-only reverse-route',
  set: 'identity mixed-mode reverse-route security-policy',
  'set security-association': 'dummy ecn',
  'set security-association lifetime': 'days',
  'set security-association lifetime kilobytes': 'disable',
};

const ofIkev2Profiles: RefusedWords = { 'virtual-template <1-200>:template': 'mode' };

const ofIsakmpProfiles: RefusedWords = {
  '': 'accounting description local-address qos-group',
  'client configuration': 'group',
  'client pki': 'authorization',
};

export function declareNotSimulated(): void {
  refuseByName(execMode, asked);
  refuseByName(execMode, askedWithRights, { privilege: 15 });
  refuseByName(configureMode, ofRouter);
  refuseByName(configureMode, ofXe, { when: ({ flavour }) => flavour.isXe });
  refuseByName(interfaceMode, ofInterfaces);
  refuseByName(interfaceMode, ofTunnels, { when: isTunnel });
  refuseByName(
    interfaceMode,
    {
      '': 'channel-group channel-protocol switchport',
      'spanning-tree': 'bpdufilter bpduguard cost guard link-type mst port-priority portfast vlan',
    },
    { when: ({ device }) => device.switching === undefined },
  );
  refuseByName(configureMode, { '': 'vlan' }, { when: ({ switching }) => switching === undefined });
  refuseByName(lineMode, ofLines);
  // Every line is for people here, and does what is so without being said.
  refuseNo(lineMode, ['domain-lookup', 'editing', 'exec', 'exec-banner', 'history', 'motd-banner']);
  refuseByName(routerOspfMode, ofOspf);
  for (const mode of [routerEigrpMode, eigrpFamilyMode]) refuseByName(mode, ofEigrp);
  refuseByName(namedFamilyMode, ofNamedFamilies);
  refuseByName(topologyMode, ofTopologies);
  refuseByName(cryptoMapMode, ofCryptoMaps);
  refuseByName(isakmpProfileMode, ofIsakmpProfiles);
  refuseByName(ipsecProfileMode, ofIpsecProfiles);
  refuseByName(ikev2ProfileMode, ofIkev2Profiles);
}
