/**
 * Takes what is secret out of what devices print and of what was typed into them, before somebody else gets to read it:
 * passwords, pre-shared keys, communities, private keys, tokens, keys of associations. Each rule knows one way in which
 * IOS, ASA, Linux, FRR, VyOS, strongSwan or a web server writes one; the words around it stay, so that the line can still
 * be understood. Redacting twice changes nothing.
 *
 * Not found: a secret that a terminal has cut in two (a long line that IOS scrolls sideways), and one that stands where
 * nothing says what it is. Those that are known can be given.
 */

export const HIDDEN = '<hidden>';

/** A value: in quotes, or up to the next blank. */
const VALUE = /(?:"[^"\n]*"|'[^'\n]*'|[^\s"';,]+)/.source;
/** Old IOS takes a password to the end of its line, blanks and all. */
const REST = /\S[^\r\n]*/.source;
/** How the secret is written: "0", "5", "7" …, and the algorithm of it. */
const KIND = /(?:\d{1,2}[ \t]+|hex[ \t]+|encrypted[ \t]+|algorithm-type[ \t]+\S+[ \t]+secret[ \t]+(?:\d[ \t]+)?)?/
  .source;
/** Where a line begins, with the prompt that it was typed at. */
const START = /(?:^|[>#])[ \t]*/.source;

/** What stands before the secret, and the secret; what is before stays. */
const rule = (before: string, secret = VALUE, after = ''): RegExp =>
  new RegExp(`(${before})(${secret})${after}`, 'gim');

const CONFIGURATION: readonly RegExp[] = [
  rule(
    `\\b(?:enable|username[ \\t]+\\S+)\\b[^\\n]*?[ \\t](?:password|secret)[ \\t]+(?:level[ \\t]+\\d+[ \\t]+)?${KIND}`,
    REST,
  ),
  rule(`${START}(?:no[ \\t]+)?(?:password|secret|passwd|area-password|domain-password)[ \\t]+${KIND}`, REST),
  rule(
    `\\b(?:neighbor|isis|ppp|l2tp|lcp|ftp|tftp|http|client|sent-username|tunnel)\\b[^\\n]*?[ \\t]password[ \\t]+${KIND}`,
  ),
  rule(
    `\\bcrypto[ \\t]+isakmp[ \\t]+key[ \\t]+${KIND}`,
    '\\S[^\\r\\n]*?',
    '(?=[ \\t]+(?:address|hostname)\\b|[ \\t]*\\r?$)',
  ),
  rule(`\\bpre-share(?:d-key)?\\b[^\\n]*?[ \\t]key[ \\t]+${KIND}`, REST),
  rule(`\\bpre-shared-key[ \\t]+(?:local[ \\t]+|remote[ \\t]+)?(?!address\\b|hostname\\b|key-chain\\b)${KIND}`, REST),
  rule(`\\b(?:radius|tacacs)(?:-server)?\\b[^\\n]*?[ \\t]key[ \\t]+${KIND}`, REST),
  // Under a server or a client's group. "key 1" alone is the number of a key in a chain; an interface has a key of GRE.
  rule(
    `${START}(?:server-)?key[ \\t]+(?!chain\\b|config-key\\b|generate\\b|disabled\\b|0x[0-9a-f]{1,8}\\b|\\w+[ \\t]*:|\\d+[ \\t]*\\r?$)${KIND}`,
    REST,
  ),
  rule('\\bkey[ \\t]+config-key[ \\t]+\\S+[ \\t]+', REST),
  rule(`\\bgroup[ \\t]+\\S+[ \\t]+key[ \\t]+${KIND}`),
  rule(`\\bkey-string[ \\t]+${KIND}`, REST),
  rule(`\\bauthentication-key[ \\t]+(?:\\d+[ \\t]+(?:md5|sha\\S*)[ \\t]+)?${KIND}`),
  rule(`\\b(?:message-digest-key|md5-key)[ \\t]+\\d+[ \\t]+\\S+[ \\t]+${KIND}`),
  rule(
    `\\b(?:nhrp|standby[ \\t]+(?:\\d+[ \\t]+)?|vrrp[ \\t]+\\d+[ \\t]+|glbp[ \\t]+\\d+[ \\t]+)[ \\t]*authentication[ \\t]+(?:text[ \\t]+)?(?!md5\\b)`,
  ),
  // As `debug nhrp packet` has it.
  rule('\\btype:Cleartext\\(1\\), data:'),
  rule('\\bset[ \\t]+session-key[ \\t]+(?:in|out)bound[ \\t]+ah[ \\t]+\\d+[ \\t]+'),
  rule('\\bset[ \\t]+session-key[^\\n]*?[ \\t](?:cipher|authenticator)[ \\t]+'),
  rule('\\bauthenticator[ \\t]+(?=[0-9a-f]{8})'),
  rule('\\b(?:import|export)\\b[^\\n]*?[ \\t](?:password|passphrase)[ \\t]+'),
  rule('\\bwpa-psk[ \\t]+(?:ascii|hex)[ \\t]+(?:\\d[ \\t]+)?'),
];

const COMMUNITIES: readonly RegExp[] = [
  rule('\\bsnmp(?:-server)?[ \\t]+community[ \\t]+(?:\\d[ \\t]+)?'),
  rule('\\bsnmp-server[ \\t]+host\\b[^\\n]*?[ \\t]community[ \\t]+(?:\\d[ \\t]+)?'),
  rule(
    '\\bsnmp-server[ \\t]+host[ \\t]+\\S+[ \\t]+(?:vrf[ \\t]+\\S+[ \\t]+)?(?:(?:traps|informs)[ \\t]+)?' +
      '(?:version[ \\t]+(?:1|2c|3[ \\t]+(?:noauth|auth|priv))[ \\t]+)?(?!traps\\b|informs\\b|version\\b|community\\b|vrf\\b)',
  ),
  rule('\\bsnmp-server[ \\t]+user\\b[^\\n]*?[ \\t]auth[ \\t]+(?:md5|sha\\S*)[ \\t]+'),
  rule('\\bsnmp-server[ \\t]+user\\b[^\\n]*?[ \\t]priv[ \\t]+(?:des|3des|aes(?:[ \\t]+\\d+)?)[ \\t]+'),
  rule('^[ \\t]*(?:ro|rw)community6?[ \\t]+'),
  rule('^[ \\t]*com2sec6?[ \\t]+\\S+[ \\t]+\\S+[ \\t]+'),
  rule('^[ \\t]*createUser\\b[^\\n]*?[ \\t](?:md5|sha\\S*)[ \\t]+'),
  rule('^[ \\t]*createUser\\b[^\\n]*?[ \\t](?:des|aes\\S*)[ \\t]+'),
];

const HOSTS: readonly RegExp[] = [
  // strongSwan: ipsec.secrets and swanctl.conf.
  rule(':[ \\t]*PSK[ \\t]+'),
  rule(':[ \\t]*(?:XAUTH|EAP|NTLM|PIN)[ \\t]+(?=["\'0])'),
  rule(':[ \\t]*(?:RSA|ECDSA|P12|PKCS8|PKCS12|BLISS)[ \\t]+(?:"[^"\\n]*"|\\S+)[ \\t]+'),
  rule(
    '\\b(?:\\w*[_-])?(?:secret|password|passwd|passphrase|psk|private-?key|preshared-?key|api[_-]?key|token|pin)\\b["\']?[ \\t]*[=:][ \\t]*(?![ \\t\\r\\n])',
  ),
  rule('\\b(?:plaintext-password|encrypted-password|pre-shared-secret|pre-shared-key-secret|secret)[ \\t]+(?=["\'])'),
  rule('\\b(?:plaintext-password|encrypted-password|pre-shared-secret)[ \\t]+'),
  rule('\\bset[ \\t][^\\n]*?[ \\t](?:secret|password|key|passphrase|community)[ \\t]+(?=\\S+[ \\t]*\\r?$)'),
  // Keys of associations, as `ip xfrm state` prints them.
  rule('\\b(?:auth|auth-trunc|enc|aead|comp)[ \\t]+\\S+[ \\t]+', '0x[0-9a-f]+'),
  rule('', '0x[0-9a-f]{32,}'),
  rule('\\bsshpass[ \\t]+-p[ \\t]*'),
  rule('--(?:password|passwd|token|secret|psk)(?:=|[ \\t]+)'),
  rule('\\bcurl\\b[^\\n]*?[ \\t](?:-u|--user)[ \\t]*[^\\s:]+:'),
  rule('\\bpass:'),
  // What crypt(3) makes of a password, and IOS's types 5, 8 and 9.
  rule('', '\\$(?:1|5|6|7|8|9|14|y|gy|2[abxy]?|sha1|sha512|pbkdf2\\S*?)\\$[^\\s:,;"\']+'),
];

const WEB: readonly RegExp[] = [
  rule('\\bAuthorization[ \\t]*:[ \\t]*(?:Bearer|Basic|Digest)[ \\t]+', REST),
  rule('\\bBearer[ \\t]+', '[\\w.~+/=-]{8,}'),
  rule('\\b(?:X-Auth-Token|X-Api-Key|Set-Cookie|Cookie)[ \\t]*:[ \\t]*', REST),
  rule('[?&](?:token|access_token|password|secret|key|api_key)=', '[^&\\s"\']+'),
  rule('', '\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*'),
  rule('\\b[a-z][a-z0-9+.-]*://[^\\s/:@]*:', '[^\\s/@]+', '(?=@)'),
];

/** A block between its first and its last line; one that is cut off goes to the end of what there is of it. */
const BLOCKS: readonly RegExp[] = [
  /(-----BEGIN (?:[A-Z0-9 ]+ )?PRIVATE KEY-----)([\s\S]*?)(?=-----END (?:[A-Z0-9 ]+ )?PRIVATE KEY-----|$(?![\s\S]))/g,
  /(^Private-Lines: \d+\r?\n)((?:[A-Za-z0-9+/=]+\r?\n?)+)/gm,
  /(^Private-MAC: )(\S+)/gm,
];

/** `show crypto isakmp key`: the secret is the last column of each row. */
const KEY_TABLE = /(Preshared Key[ \t]*\r?\n(?:[ \t]*\r?\n)?)((?:\S*[ \t]+\S+[ \t]+\S+[ \t]*(?:\r?\n|$))+)/g;
const KEY_ROW = /^(\S*[ \t]+\S+[ \t]+)(\S+)(?=[ \t]*\r?$)/gm;

const RULES: readonly RegExp[] = [...BLOCKS, ...CONFIGURATION, ...COMMUNITIES, ...HOSTS, ...WEB];

/** Shorter ones stand everywhere by accident. */
const SHORTEST_KNOWN = 4;

/** What a secret is written as instead; itself where it may be seen. */
export type Conceal = (secret: string) => string;

/** @param known secrets that are hidden wherever they stand as a word: of the lab, of a login */
export function redact(text: string, known: readonly string[] = [], conceal: Conceal = () => HIDDEN): string {
  const literal = known.filter(({ length }) => length >= SHORTEST_KNOWN).map(wordOf);
  const rules = [...literal, ...RULES];
  const hide = (_all: string, before: string, secret: string): string => before + concealed(secret, conceal);
  // What one rule hides may let another see more: until there is nothing more to hide.
  for (let before = ''; before !== text;) {
    before = text;
    text = rules
      .reduce((rest, one) => rest.replace(one, hide), text)
      .replace(KEY_TABLE, (_all, head: string, rows: string) => head + rows.replace(KEY_ROW, hide));
  }
  return text;
}

/** Everything in a text that would be hidden. */
export function secretsOf(text: string): Set<string> {
  const found = new Set<string>();
  redact(text, [], (secret) => {
    found.add(secret);
    return secret;
  });
  return found;
}

/** As `HIDDEN`, or with a number that tells it from others. */
const CONCEALED = /^\s*<hidden(?:-\d+)?>\s*$/;

function concealed(secret: string, conceal: Conceal): string {
  if (CONCEALED.test(secret)) return secret;
  // A block keeps its line ends, so that its last line still stands by itself.
  const [, start = '', inner = '', end = ''] = /^(\r?\n)?([\s\S]*?)(\n)?$/.exec(secret) ?? [];
  return start + conceal(inner) + end;
}

function wordOf(literal: string): RegExp {
  return new RegExp(`()((?<!\\w)${literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w))`, 'g');
}
