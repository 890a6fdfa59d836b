/** crypto isakmp client configuration group: what the clients of remote access in a group get (mode config). */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ClientGroup } from '../../router/ike/access-configuration.ts';
import { configureMode } from '../modes.ts';

export const clientGroupMode = new Mode<ClientGroup>({
  name: 'isakmp group',
  prompt: '(config-isakmp-group)#',
  title: 'ISAKMP group policy config commands:',
  privilege: 15,
  parent: configureMode,
  // As published configurations of 12.4 have them.
  layout: ['key', 'dns', 'domain', 'pool', 'acl', 'save-password', 'netmask', 'banner'],
});

export function declareClientGroup(): void {
  configureMode
    .words({
      'crypto isakmp client': 'Set client configuration policy',
      'crypto isakmp client configuration': 'Set client configuration policy',
      'client configuration group': 'Set group profile attributes',
      'configuration group name': 'Group name, or default',
    })
    .add('crypto isakmp client configuration group WORD:name', {
      section: 'crypto isakmp client',
      run: ({ router }, { name }, exec) => {
        const { groups } = router.crypto.access;
        const group = groups.get(name) ?? newGroup(name);
        groups.set(name, group);
        exec.enter(clientGroupMode, group);
      },
      no: ({ router }, { name }) => {
        if (!router.crypto.access.groups.delete(name)) throw Refusal.because(`% Group ${name} does not exist`);
      },
      show: ({ router }) =>
        [...router.crypto.access.groups.values()].map((group) =>
          block(`crypto isakmp client configuration group ${group.name}`, clientGroupMode, group),
        ),
    });
  declareWords();
  declareSettings();
  declareNetworks();
}

function newGroup(name: string): ClientGroup {
  return {
    name,
    key: undefined,
    dns: [],
    domain: undefined,
    pool: undefined,
    accessList: undefined,
    netmask: undefined,
    banner: undefined,
    maySavePassword: false,
  };
}

function declareSettings(): void {
  clientGroupMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('key ![LINE:key]', {
      run: (group, { key }) => (group.key = key.replace(/^0\s+/, '')),
      no: (group) => (group.key = undefined),
      show: ({ key }) => lineOf('key', key),
    })
    .add('dns ![A.B.C.D:first [A.B.C.D:second]]', {
      run: (group, { first, second }) => (group.dns = second === undefined ? [first] : [first, second]),
      no: (group) => (group.dns = []),
      show: ({ dns }) => (dns.length === 0 ? [] : [`dns ${dns.map(formatIpv4).join(' ')}`]),
    })
    .add('domain ![WORD:domain]', {
      run: (group, { domain }) => (group.domain = domain),
      no: (group) => (group.domain = undefined),
      show: ({ domain }) => lineOf('domain', domain),
    })
    .add('save-password', {
      run: (group) => (group.maySavePassword = true),
      no: (group) => (group.maySavePassword = false),
      show: ({ maySavePassword }) => (maySavePassword ? ['save-password'] : []),
    })
    .add('banner ![LINE:text]', {
      run: (group, { text }) => (group.banner = bannerOf(text)),
      no: (group) => (group.banner = undefined),
      show: ({ banner }) => (banner === undefined ? [] : [`banner ^C${banner}^C`]),
    })
    .add(
      '{access-restrict|auto-update|backup-gateway|browser-proxy|configuration|dhcp|firewall|group-lock|include-local-lan|max-logins|max-users|pfs|smartcard-removal-disconnect|split-dns|wins}:kind [LINE:more]',
      {
        hidden: true,
        run: (_, { kind }) => {
          throw Refusal.notSimulated(`'${kind}' in a group of clients is not simulated`);
        },
      },
    )
    // Not 'crypto' alone: the commands of the configuration mode that follow a group begin with it.
    .add('crypto aaa attribute list WORD:list', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated(`'crypto aaa attribute list' in a group of clients is not simulated`);
      },
    });
}

function declareNetworks(): void {
  clientGroupMode
    .add('pool ![WORD:pool]', {
      run: (group, { pool }) => (group.pool = pool),
      no: (group) => (group.pool = undefined),
      show: ({ pool }) => lineOf('pool', pool),
    })
    .add('acl ![WORD:list]', {
      run: (group, { list }) => (group.accessList = list),
      no: (group) => (group.accessList = undefined),
      show: ({ accessList }) => lineOf('acl', accessList),
    })
    .add('netmask ![MASK:mask]', {
      run: (group, { mask }) => (group.netmask = mask),
      no: (group) => (group.netmask = undefined),
      show: ({ netmask }) => lineOf('netmask', netmask === undefined ? undefined : formatIpv4(netmask)),
    });
}

const lineOf = (word: string, value: string | undefined): string[] => (value === undefined ? [] : [`${word} ${value}`]);

/** Between two delimiters on one line, as a configuration writes it: `^C` counts as one. */
function bannerOf(text: string): string {
  const [, , inner] = /^(\^C|\S)(.*)\1$/.exec(text.trim()) ?? [];
  if (inner !== undefined) return inner;
  throw Refusal.notSimulated('A banner of a group stands on one line here, between two equal delimiters');
}

function declareWords(): void {
  clientGroupMode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from ISAKMP client group policy configuration mode',
    key: 'pre-shared key/IKE password',
    'key key': 'The UNENCRYPTED (cleartext) user password',
    dns: 'DNS Addresses',
    'dns first': 'Server address to be used for name resolution',
    'first second': 'Second server address',
    domain: 'Set default domain name to send to client',
    'domain domain': 'Default domain name',
    pool: 'Set name of address pool',
    'pool pool': 'Pool name',
    acl: 'Specify split tunneling inclusion access-list number',
    'acl list': 'Access-list number or name',
    'save-password': 'Allows remote client to save XAUTH password',
    netmask: 'netmask used by the client for local connectivity',
    'netmask mask': 'netmask',
    banner: 'Specify mode config banner',
    'banner text': "c banner-text c, where 'c' is a delimiting character",
  });
}
