import type { Platform } from '../channel/platform.ts';
import { ios } from './ios.ts';
import { toRoot } from './linux.ts';

/**
 * FRRouting's vtysh, and the telnet ports of its daemons: modes as IOS has them, errors without a caret. A login may
 * lead to a shell first, which is where the programs of Linux beside it are asked. (Seen with FRR 8.4; recorded in peers/frr.)
 */
export const frr: Platform = {
  ...ios,
  name: 'frr',
  // A comment to vtysh and to a shell.
  comment: '#',
  ignored: /^\s*[!#]/,
  levels: [
    {
      name: 'configuration',
      suffix: /\([\w+.-]+\)#$/,
      enter: { from: 'privileged', command: 'configure terminal' },
      leave: { to: 'privileged', command: 'end' },
    },
    // No host name has these signs, and hardly a shell's prompt none of them.
    {
      name: 'shell',
      suffix: /[@:~/[\]][^$#%]{0,100}[$#%] ?$|^(?:ba|da|a)?sh-\d[\w.]*[$#]$|\$ ?$/,
      enter: { from: 'privileged', command: 'exit' },
      leave: { to: 'privileged', command: 'vtysh' },
    },
    {
      name: 'privileged',
      suffix: /#$/,
      enter: { from: 'user', command: 'enable', secret: true },
      leave: { to: 'user', command: 'disable' },
    },
    { name: 'user', suffix: />$/ },
  ],
  prompt: /^[^\s#$%>][^#$%>]{0,100}[#$%>] ?$/,
  pager: { prompt: /^ ?--More-- ?$/, next: ' ', quit: 'q' },
  login: {
    ...ios.login,
    username: /^(?:\S+ )?[Ll]ogin: ?$/,
    refused: /^(?:Login incorrect|% ?(?:Bad passwords|Login invalid))/,
    impossible: /^Vty password is not set/,
  },
  rise: toRoot,
  preparation: ['terminal length 0'],
  dialogs: [],
  dead: [],
  errors: {
    // The last is what a shell says.
    rejected: [
      /^% ?[A-Z[]/,
      /^Command authorization failed/,
      /^(?:-?\w*sh: )?(?:line )?(?:\d+: )?\S+: (?:command )?not found$/,
    ],
    rejectedLine: [/^(?:Bad|Invalid|Malformed|Cannot|Unable|Must|Error|Unknown|Can't|Configuration failed)\b/],
    remarks: [/^% ?(?:NOTE|Warning)/i],
    caret: /^\s*\^\s*$/,
  },
  log: {
    sign: ': ',
    message: /^(?<stamp>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (?<text>[A-Z0-9_]+: .*)$/,
    glued: /^(?<before>.+?)(?<stamp>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (?<text>[A-Z0-9_]+: .*)$/,
    debug: [],
    continued: /(?!)/,
    continuation: /(?!)/,
  },
  commands: {
    ...ios.commands,
    showsLog: /^\s*(?:do\s+)?sh(?:o|ow)?\s+(?:log|deb)/i,
    beneath: {
      level: 'shell',
      // vtysh has a ping and a traceroute too, without options.
      shape:
        /^\s*(?:ip\s+(?:-\S+\s+)*(?:a|addr|address|l|link|rule|n|neigh|r|route|xfrm|tunnel|netns)\b|ip\s+-|(?:ping|traceroute)6?\s+-|(?:sudo|swanctl|ipsec|cat|ls|date|uname|id|hostname|sysctl|systemctl|journalctl|tcpdump|iptables|nft|ss|ps|grep|head|tail)\b)/,
    },
  },
  preambles: [],
  blocks: [],
  save: { command: 'write memory' },
  restore: {
    show: ['show running-config'],
    negation: {
      ignored: [/^[!#]/, /^(?:Building configuration|Current configuration|frr |end|exit|exit-[a-z0-9-]+$)/],
      single: [/^(hostname|description|password|enable password|bandwidth|ip ospf \S+|router-id|ospf router-id) /],
      ordered: [],
      orderedSections: [/^(?:access-list|ip prefix-list) /],
      permanent: [/^(?:interface|line|vrf) /],
      takenBack: [{ shape: /^(description|password|enable password)\b.*$/, by: 'no $1' }],
    },
  },
};
