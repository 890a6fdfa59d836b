/**
 * What firewalls know and these do not, by the words with which it begins: refused by its name. Words are those of the
 * command references of ASA 9.x.
 */
import { Refusal } from '../cli/refusal.ts';
import { refuseByName, type RefusedWords } from '../cli/refuse-by-name.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { networkGroupMode } from './objects/object-commands.ts';
import { serviceGroupMode } from './objects/service-object-commands.ts';
import { groupPolicyMode } from './crypto/group-policy-commands.ts';
import { tunnelGroupGeneralMode, tunnelGroupIpsecMode } from './crypto/tunnel-group-commands.ts';

const global: RefusedWords = {
  '': `
    aaa-server alias as-path asdm auth-prompt banner bfd-template blocks boot bridge-group call-home client-update
    cluster compression config-register context cts ddns dhcp-client dhcpd dhcprelay dns dns-group dynamic-filter
    e-mailproxy eigrp established event flow-export fragment firewall imap4s ip ipv6 ikev1 ikev2 jumbo-frame
    key lacp ldap license logout-message mac-address mac-list media-termination mode monitor-interface name mount mroute
    multicast-routing nac-policy netmod ntp oauth policy-list policy-route pop3s prefix-list prf
    priority-queue privilege quota redundant regex rest-api route-map saml scansafe service setup sla smtp-server
    smtps ssl static tcp-map tftp-server time-range tls-proxy track tunnel-group-map url-block url-cache url-list url-server virtual vpdn
    vpn-addr-assign vpnclient vpnsetup wccp webvpn xlate zone zonelabs-integrity`,
  aaa: 'accounting authorization local mac-exempt proxy-limit',
  clock: 'summer-time timezone',
  crypto: 'engine',
  'crypto ca': 'alerts crl export permit-weak-crypto reference-identity server',
  'crypto ca certificate': 'map',
  'crypto ipsec': 'df-bit fragmentation inner-routing-lookup ipsec-mtu',
  'crypto ipsec ikev2': 'sa-strength-enforcement',
  'crypto ipsec security-association lifetime kilobytes': 'unlimited',
  'crypto isakmp identity': 'key-id',
  'crypto isakmp': 'disconnect-notify ipsec-over-tcp reload-wait',
  'crypto ikev1': 'ipsec-over-tcp limit notify-invalid-selectors',
  'crypto ikev2': 'cookie-challenge fragmentation limit notify-invalid-selectors policy-route redirect remote-access',
  'clear configure': 'all context crypto interface object object-group policy-map',
  icmp: 'deny permit',
  ip: 'audit local verify',
  logging: `
    asdm class debug-trace device-id emblem facility flash-bufferwrap flash-maximum-allocation from-address ftp-bufferwrap
    ftp-server hide history list mail message monitor permit-hostdown queue rate-limit recipient-address savelog
    standby`,
  'object-group': 'security user',
  ospf: 'authentication cost',
  router: 'bgp eigrp isis rip',
  'threat-detection': 'rate scanning-threat',
  'snmp-server': 'community group host listen-port user',
  sysopt: 'noproxyarp radius traffic',
  'vpn-sessiondb': 'max-anyconnect-premium-or-essentials-limit max-other-vpn-limit max-session-limit',
  'sysopt connection': 'preserve-vpn-flows reclassify-vpn tcpmss timewait',
};

const map = 'crypto map WORD:map <1-65535>:sequence';
const ofMaps: RefusedWords = {
  [`${map} set`]: 'df-bit inheritance ikev2-mode nat-t-disable phase1-mode tfc-packets validate-icmp-errors',
  [`${map} set ikev1`]: 'phase1-mode',
  [`${map} set ikev2`]: 'mode phase1-mode pre-shared-key',
};

const asked: RefusedWords = {
  '': `
    aaa activation-key asa-firepower backup blocks cluster cd changeto dynamic-filter failover
    format fsck help hw-module kill ldap mkdir object perfmon redundant-interface rename rest-api
    restore rmdir session shun ssl sw-module test traceroute undebug upgrade verify vpn-sessiondb who`,
  configure: 'factory-default memory net',
  show: `
    aaa aaa-server activation-key arp-inspection asdm asp asp_dp auto-update banner bfd bgp blocks boot bootvar bridge-group
    cert checkheaps class cluster compression configuration console-output controller counters cpu cpuset cts
    ddns debug-all dhcpd dhcprelay dns dns-hosts dynamic-filter eigrp environment event file filesystem
    flow-export flow-offload fragment gc h225 h245 h323 hardware-bypass http icmp idb igmp import inventory
    ipv6 isis kernel lacp ldap license local-host mac-address-table management-access memory mfib
    mgcp mmp module monitor-interface mrib mroute nac-policy netflow ntp pager parser
    password-encryption perfmon pim policy-list policy-route port-channel power-supply prefix-list priority-queue process
    processes quota ramdisk redirect-interfaces resource rest-api rip route-map route-summary rpc saml scansafe scp
    sctp service-policy shared shun sip skinny sla snmp-server software ssh ssl startup-errors sunrpc-server
    sysopt tcpstat threat-detection time-range tls-proxy track traffic ups uauth url-block url-cache
    user-alert user-identity users vlan vm vpdn vpn vpnclient wccp webvpn zone`,
  'show crypto': 'accelerator dynamic-map mib sockets ssl',
  'show crypto ca': 'crls server trustpool',
  'show crypto ikev1': 'detail ipsec-over-tcp policy stats',
  'show crypto ikev2': 'policy stats',
  'show ipsec': 'policy',
  'show isakmp': 'stats ipsec-over-tcp',
  'show crypto ipsec': 'df-bit fragmentation policy transform-set',
  'show crypto isakmp': 'ipsec-over-tcp key policy stats',
  clear: `
    aaa aaa-server activation-key asp blocks bgp conn-data console-output counters cpu dhcpd dns eigrp failover
    flow-export fragment igmp ip ipv6 isis local-host mac-address-table memory mfib mroute ospf pim
    priority-queue resource route service-policy shun snmp-server sunrpc-server threat-detection traffic uauth
    interface url-block url-cache user-identity vpn-sessiondb wccp webvpn`,
  debug: `
    aaa acl arp asp bgp capture cluster cts dap dhcpc dhcpd dhcprelay disk dns eigrp email entity esmtp fixup fover ftp
    h323 http icmp igmp ils inspect ip ipsec-over-tcp ipv6 ldap license menu mfib mgcp module-boot nac nat netbios
    ntp ospf parser pim pix policy-route ppp pppoe pptp radius rip route rtp rtsp sctp sdi sequence sip skinny sla
    smtp snmp sqlnet ssh ssl sunrpc switch tacacs tcp tcp-map timestamps track udp url-filter vpn-sessiondb vpdn wccp
    webvpn xdmcp xml`,
  'debug crypto': 'ca condition engine ike-common ssl vpnclient',
};

const ofInterfaces: RefusedWords = {
  '': `
    allocate-interface authentication bfd bridge-group channel-group cluster cts ddns delay dhcp dhcprelay duplex flowcontrol
    hello-interval hold-time igmp ipv6 isis lacp mac-address member-interface mfib multicast ospf pim policy-route port-channel
    pppoe redundant rip speed split-horizon summary-address zone-member`,
  'ip address': 'dhcp pppoe',
};

const ofGroups: RefusedWords = {
  '': 'radius-sdi-xauth',
  ikev1: 'radius-sdi-xauth user-authentication',
  'ikev2 remote-authentication': 'eap',
};

const ofGeneral: RefusedWords = {
  '': `
    accounting-server-group address-pool annotation authentication-server-group authorization-required
    authorization-server-group dhcp-server ipv6-address-pool nat-assigned-to-public-ip override-account-disable
    password-management scep-enrollment secondary-authentication-server-group strip-group strip-realm username-from-certificate`,
};

const ofPolicies: RefusedWords = {
  '': `
    address-pools backup-servers banner client-access-rule client-bypass-protocol client-firewall default-domain
    dhcp-network-scope dns-server gateway-fqdn group-lock intercept-dhcp ip-comp ip-phone-bypass ipsec-udp ipsec-udp-port
    ipv6-address-pools leap-bypass msie-proxy nac-settings nem password-storage periodic-authentication pfs re-xauth
    scep-forwarding-url secure-unit-authentication security-group-tag smartcard-removal-disconnect split-dns
    split-tunnel-all-dns split-tunnel-network-list split-tunnel-policy user-authentication
    user-authentication-idle-timeout vlan vpn-access-hours vpn-session-timeout vpn-simultaneous-logins webvpn
    wins-server`,
  'vpn-tunnel-protocol': 'l2tp-ipsec ssl-client ssl-clientless',
  'vpn-idle-timeout': 'alert-interval',
};

/** IPv6, and users and tags that a rule may be for. */
const ofRules = ['', 'line <1-16777216>:line '].flatMap((line) =>
  ['permit', 'deny'].map((action) => `access-list WORD:list ${line}extended ${action}`),
);
const ofLists: RefusedWords = {
  'access-list WORD:list': 'ethertype rename webtype',
  ...Object.fromEntries(ofRules.map((rule) => [rule, 'ahp icmp6 igrp ipsec nos pcp pptp sctp snp tcp-udp'])),
  ...Object.fromEntries(
    ofRules
      .flatMap((rule) => ['ip', 'tcp', 'udp', 'icmp'].map((protocol) => `${rule} ${protocol}`))
      .map((rule) => [rule, 'any6 object-group-security object-group-user security-group user user-group']),
  ),
};

const ofServiceGroups: RefusedWords = {
  'service-object': 'icmp6 igmp igrp ipinip ipsec nos pcp pim pptp sctp snp tcp-udp',
};

/** `network-object` with an address of IPv6. */
function refuseIpv6(): void {
  for (const words of ['network-object', 'network-object host'] as const)
    networkGroupMode.add(`${words} WORD:address` as 'words WORD:address', {
      hidden: true,
      run: (_, { address }) => {
        throw address.includes(':')
          ? Refusal.notSimulated(`'${words}' with an address of IPv6 is not simulated`)
          : Refusal.invalid('address');
      },
    });
}

export function declareNotSimulated(): void {
  refuseByName(execMode, asked);
  refuseByName(configureMode, global);
  refuseByName(configureMode, ofMaps);
  refuseByName(configureMode, ofLists);
  refuseByName(serviceGroupMode, ofServiceGroups);
  refuseIpv6();
  refuseByName(interfaceMode, ofInterfaces);
  refuseByName(tunnelGroupIpsecMode, ofGroups);
  refuseByName(tunnelGroupGeneralMode, ofGeneral);
  refuseByName(groupPolicyMode, ofPolicies);
}
