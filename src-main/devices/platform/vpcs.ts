import type { Platform } from '../channel/platform.ts';

/** More than anybody leaves half-typed; VPCS knows no key that empties its line. */
const BACKSPACES = '\b'.repeat(40);

/** The Virtual PC Simulator of GNS3: one mode, no comments, hardly any keys. (Seen with VPCS 0.5 and recorded in 0.8.) */
export const vpcs: Platform = {
  name: 'vpcs',
  keys: { enter: '\r', erase: BACKSPACES, abort: '\x03', literal: '' },
  comment: 'echo ',
  ignored: /^\s*#/,
  prompt: /^[^\s>][^>]{0,62}>\s?$/,
  levels: [{ name: 'user', suffix: />$/ }],
  home: 'user',
  configuration: 'user',
  pager: { prompt: /^--More--$/, next: ' ', quit: 'q' },
  login: {
    username: /^[Ll]ogin: ?$/,
    password: /^[Pp]assword: ?$/,
    banner: /(?!)/,
    refused: /(?!)/,
    impossible: /(?!)/,
    pressEnter: /(?!)/,
  },
  preparation: [],
  dialogs: [],
  questions: [],
  dead: [],
  errors: {
    rejected: [/^Bad command: /, /^(?:Invalid|Incomplete|Incorrect|Ambiguous|Unknown|Cannot)\b/],
    rejectedLine: [/^(?:No|not)\b/],
    remarks: [],
    caret: /^\s*\^\s*$/,
  },
  log: { sign: '%', message: /(?!)/, glued: /(?!)/, debug: [], continued: /(?!)/, continuation: /(?!)/ },
  commands: { showsLog: /(?!)/, quotes: /(?!)/, looks: /^\s*(?:show|ver|arp)\b/ },
  preambles: [],
  blocks: [],
  save: { command: 'save' },
};
