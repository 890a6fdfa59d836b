import type { NegationRules, Restore } from '../channel/restore.ts';

/** Lines of the submodes of crypto of which there is one; IOS and ASA write most of them alike. */
export const singleCryptoLines: readonly RegExp[] = [
  /^(encr|encryption|hash|group|lifetime|integrity|prf) /,
  /^(encr|encryption|hash|group|lifetime|integrity|prf)\b/,
  /^(authentication(?: local| remote)?) /,
  /^(set (?:transform-set|pfs|ikev2-profile|isakmp-profile|security-association [a-z]+(?: [a-z]+)?)) /,
  /^(match address) /,
  /^(mode) /,
];

/** IOS 12.4, 15.x and IOS XE. (Sources: the command references of those releases; `no` of a numbered access list.) */
const rules: NegationRules = {
  ignored: [
    /^!/,
    /^(?:Building configuration|Current configuration|Using \d+ out of)/,
    /^(?:version|boot-start-marker|boot-end-marker|end|exit|exit-[a-z-]+|quit)\b/,
    /^(?:ntp clock-period|license udi|platform |diagnostic bootup|memory free low)/,
    // What comes of keys and certificates is not made by its lines.
    /^(?:crypto (?:pki|ca) certificate chain|certificate |[0-9A-F]{8}(?: [0-9A-F]{2,8})*$|crypto pki trustpoint (?:TP-self-signed|SLA-))/,
    /^%/,
  ],
  single: [
    ...singleCryptoLines,
    /^(hostname) /,
    /^(enable (?:secret|password)) /,
    /^(banner \S+) /,
    /^(username \S+) /,
    /^(crypto ipsec transform-set \S+) /,
    /^(ip (?:domain[ -]name|mtu|tcp adjust-mss|ospf (?:cost|network|priority))) /,
    /^(ip address) \S+ \S+$/,
    /^(ip address) dhcp/,
    /^(ip (?:access-group) \S+ (?:in|out))$/,
    /^(tunnel (?:source|destination|mode|key|vrf)) /,
    /^(description|duplex|speed|bandwidth|mtu|delay|encapsulation|keepalive|exec-timeout|crypto map) /,
    /^(router-id|transport input|privilege level|login) /,
  ],
  ordered: [{ shape: /^(access-list \d+) .*$/, all: 'no $1', isWhole: true }],
  orderedSections: [/^ip access-list (?:extended|standard) /, /^(?:route-map|policy-map) /],
  permanent: [
    /^interface (?!(?:Tunnel|Loopback|Vlan|Port-channel|BVI|Dialer|Virtual-Template|Multilink)\d)(?!\S*\.\d)/i,
    /^line (?:con|aux)\b/,
    /^line vty 0\b/,
    /^(?:control-plane|redundancy|archive|log config)\b/,
  ],
  takenBack: [
    { shape: /^(crypto (?:dynamic-)?map \S+ \d+)\b.*$/, by: 'no $1' },
    { shape: /^(username \S+) .*$/, by: 'no $1' },
    { shape: /^(banner \S+) .*$/, by: 'no $1' },
    { shape: /^(enable (?:secret|password)) .*$/, by: 'no $1' },
    { shape: /^(crypto isakmp key) (?:[06] )?(\S+) (.*)$/, by: 'no $1 $2 $3' },
    { shape: /^encr(?:yption)? (?:3?des|aes(?: \d+)?)$/, by: 'no encryption' },
    { shape: /^(hash|group|lifetime|integrity|prf) .*$/, by: 'no $1' },
    { shape: /^authentication (?:pre-share|rsa-sig|rsa-encr)$/, by: 'no authentication' },
    { shape: /^exec-timeout .*$/, by: 'exec-timeout 10 0' },
  ],
};

export const iosRestore: Restore = {
  show: ['show running-config'],
  archive: {
    save: {
      command: 'copy running-config flash:quickmode-checkpoint',
      answers: [
        { question: /^Destination filename \[[^\]]*\]\? ?$/, answer: '' },
        { question: /over ?write\?.*\[confirm\] ?$/i, answer: '' },
        // Early releases would make room for it first.
        { question: /^Erase flash: before copying\? ?\[confirm\] ?$/i, answer: 'n' },
      ],
      worked: /bytes copied/,
    },
    replace: {
      command: 'configure replace flash:quickmode-checkpoint force',
      answers: [{ question: /\[(?:confirm|yes|no)\]:? ?$/i, answer: 'y' }],
    },
  },
  negation: rules,
};
