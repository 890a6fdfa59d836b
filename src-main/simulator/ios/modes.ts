/**
 * The modes of IOS: where the commands of all features live. Each feature adds its own (commands.ts lists them); the
 * order of the running configuration is said here, once.
 */
import { Mode } from '../cli/mode.ts';
import type { InterfaceContext, IosDevice, LineContext } from './device.ts';
import { configurableKinds, existingKinds } from './interface-kinds.ts';
import { noteConfigured } from './configured-notice.ts';
import { unknownHost } from './unknown-host.ts';

const configurationPrivilege = 15;

/** User and privileged exec: one mode, whose commands need 0, 1 or 15. */
export const execMode = new Mode<IosDevice>({
  name: 'exec',
  prompt: (privilege) => (privilege > 1 ? '#' : '>'),
  title: 'Exec commands:',
  privilege: 1,
  pipes: ['show', 'more'],
  lists: ['show', 'clear'],
  aliases: { lo: 'logout', p: 'ping', s: 'show', u: 'undebug', un: 'undebug' },
  interfaces: existingKinds,
  unknown: ({ settings }, word) => unknownHost(settings, word),
});

/**
 * Global configuration. The order is that of 12.4(15)T on a 3725, from published configurations of dynamips; the sections
 * of crypto are those that ios/crypto-*.ts use.
 */
export const configureMode = new Mode<IosDevice>({
  name: 'configuration',
  prompt: '(config)#',
  title: 'Configure commands:',
  privilege: configurationPrivilege,
  firstModeWord: 'do',
  interfaces: configurableKinds,
  left: noteConfigured,
  layout: [
    '!',
    'version',
    'service',
    '!',
    'hostname',
    '!',
    'boot',
    '!',
    'logging',
    'enable',
    '!',
    'aaa',
    'memory',
    'icmp',
    'cef',
    '!',
    '!',
    '!',
    '!',
    'domain',
    '!',
    'multilink',
    '!',
    '!',
    'crypto pki',
    { group: 'username' },
    { group: 'archive' },
    { each: 'crypto ikev2 proposal' },
    { each: 'crypto ikev2 policy' },
    { each: 'crypto ikev2 keyring' },
    { each: 'crypto ikev2 profile' },
    { group: 'crypto ikev2' },
    { each: 'crypto keyring' },
    { group: 'crypto isakmp' },
    { group: 'crypto isakmp profile' },
    '!',
    { group: 'crypto ipsec lifetime' },
    { group: 'crypto ipsec transform-set' },
    { each: 'crypto ipsec profile' },
    '!',
    { group: 'crypto dynamic-map' },
    { group: 'crypto map' },
    { group: 'tcp' },
    '!',
    { each: 'interface' },
    'forwarding',
    'ip route',
    '!',
    '!',
    'http',
    'ip nat',
    '!',
    { group: 'ip access-list standard' },
    { group: 'ip access-list extended' },
    { group: 'access-list' },
    'route-map',
    { group: 'cdp' },
    'control-plane',
    '!',
    { group: 'mgcp' },
    { group: 'banner' },
    'line',
    '!',
    'end',
    '!',
  ],
});

export const interfaceMode = new Mode<InterfaceContext>({
  name: 'interface',
  prompt: '(config-if)#',
  title: 'Interface configuration commands:',
  privilege: configurationPrivilege,
  parent: configureMode,
  interfaces: ({ device }) => configurableKinds(device),
  // As 12.4(15)T writes them.
  layout: [
    'description',
    'mtu',
    'bandwidth',
    'ip address',
    'ip access-group',
    'ip flags',
    'ip mtu',
    'ip nat',
    'harmless',
    'ip tcp',
    'delay',
    'shutdown',
    'keepalive',
    'duplex',
    'speed',
    'media-type',
    'tunnel source',
    'tunnel destination',
    'tunnel mode',
    'tunnel key',
    'tunnel checksum',
    'tunnel ttl',
    'tunnel protection',
    'crypto map',
  ],
});

export const lineMode = new Mode<LineContext>({
  name: 'line',
  prompt: '(config-line)#',
  title: 'Line configuration commands:',
  privilege: configurationPrivilege,
  parent: configureMode,
  layout: [
    'exec-timeout',
    'privilege',
    'password',
    'logging',
    'login',
    'history',
    'length',
    'width',
    'transport',
    'extras',
  ],
});
