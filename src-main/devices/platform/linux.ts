import type { Platform } from '../channel/platform.ts';
import { linuxRestore } from './linux-state/restore.ts';

const CTRL_C = '\x03';
const CTRL_E = '\x05';
const CTRL_U = '\x15';

/** A shell of Unix: bash, dash, busybox's ash, zsh, as they are. */
export const shell: Platform = {
  name: 'shell',
  keys: { enter: '\r', erase: CTRL_E + CTRL_U, abort: CTRL_C, literal: '' },
  // A shell without an editor of lines (dash) leaves the echo to the kernel, which does not wait until it is read.
  comment: 'echo ',
  unprinted: "''",
  ignored: /^\s*#/,
  prompt: /^.{0,200}[$#%>]\s?$/,
  levels: [{ name: 'shell', suffix: /(?::\d+)?[$#%>]$/ }],
  home: 'shell',
  configuration: 'shell',
  // `more`; with the share that was shown: --More--(12%), --More-- (12% of 345 bytes).
  pager: { prompt: /^--More--(?: ?\([^()]{1,30}\))? ?$/, next: ' ', quit: 'q' },
  login: {
    username: /^(?:\S+ )?[Ll]ogin: ?$/,
    password: /^(?:\S+ )?[Pp]assword(?: for \S+)?: ?$/,
    banner: /\blogin: \S+$/,
    refused: /^Login incorrect/,
    impossible: /^(?:Your account has expired|This account is currently not available)/,
    // busybox's inittab.
    pressEnter: /^Please press Enter to activate this console/,
  },
  preparation: [],
  dialogs: [],
  questions: [
    /^(?:\S+ |\[sudo\] )?[Pp]ass(?:word|phrase)(?: for \S+)?: ?$/,
    /[[(](?:yes|y|Y)\/(?:no|n|N)(?:\/[^\])]{1,20})?[\])]\??:? ?$/,
  ],
  dead: [
    { shape: /^grub(?: rescue)?> ?$/, message: 'stands at its boot loader (grub)' },
    { shape: /^\(initramfs\) ?$/, message: 'has not found its disk and stands in its first shell (initramfs)' },
    { shape: /^(?:=> ?|U-Boot> ?)$/, message: 'stands at its boot loader (U-Boot)' },
  ],
  errors: { rejected: [], rejectedLine: [], remarks: [], caret: /^\s*\^\s*$/ },
  log: {
    sign: '[',
    // The kernel's own, on a console.
    message: /^\[ *(?<stamp>\d+\.\d{6})\] (?<text>.*)$/,
    glued: /^(?<before>.+?)\[ *(?<stamp>\d+\.\d{6})\] (?<text>.*)$/,
    debug: [],
    continued: /(?!)/,
    continuation: /(?!)/,
  },
  commands: {
    showsLog: /\b(?:dmesg|journalctl|logread)\b|\/var\/log\//,
    quotes: /(?!)/,
    looks: /^\s*(?:ip\s+(?:-\S+\s+)*(?:\w+\s+)+(?:show|list)\b|swanctl\s+(?:-l|-L|--list)|cat\s|ls\b)[^;&|>]*$/,
  },
  preambles: [],
  blocks: [],
};

/** From any shell to that of root: what is asked of a router there wants to be asked by root. */
export const toRoot: NonNullable<Platform['rise']> = {
  level: 'shell',
  test: { command: 'id -u', answer: /^\d{1,10}$/, isOther: /^[1-9]\d{0,9}$/ },
  ways: [
    { command: 'sudo -n -s' },
    { command: 'sudo -s', secret: 'password' },
    { command: 'su', secret: 'enablePassword' },
  ],
};

/**
 * A Linux. The prompt of its shell may be anything, so that one of our own is set, which shows the exit status too; where
 * it must not be, a marker tells what is a prompt. What configures a Linux are commands like any other: one that ends
 * with another status than 0 is refused.
 */
export const linux: Platform = {
  ...shell,
  name: 'linux',
  rise: toRoot,
  // The first is short: it is echoed by a terminal of 80 columns, the prompt before it included.
  preparation: [
    'stty cols 4000 rows 1000',
    "unset PROMPT_COMMAND; PS1='QuickMode:$?# ' PS2='> '",
    `if [ -n "$ZSH_VERSION" ]; then setopt promptsubst; unsetopt zle; fi`,
    `if [ -n "$BASH_VERSION" ]; then set +H; bind 'set enable-bracketed-paste off' 2>/dev/null; fi`,
    'export PAGER=cat SYSTEMD_PAGER=cat VTYSH_PAGER=cat VYATTA_PAGER=cat; unset HISTFILE',
  ],
  status: {
    inPrompt: /^QuickMode:(\d{1,3})#$/,
    glued: /^(?<before>.+?)(?<prompt>QuickMode:\d{1,3}#)$/,
    command: 'echo $?',
    refused: /^12[67]$/,
  },
  blocks: [{ opens: /<<-?\s*(?:'|"|\\)?(\w+)(?:'|")?/, closes: 'word', prompt: '>' }],
  restore: linuxRestore,
};
