/**
 * The modes of IOS: where the commands of all features live. Each feature adds its own (commands.ts lists them); the
 * order of the running configuration is said here, once.
 */
import { Mode } from '../cli/mode.ts';
import type { InterfaceContext, IosDevice } from './device.ts';

const configurationPrivilege = 15;

/** User and privileged exec: one mode, whose commands need 0, 1 or 15. */
export const execMode = new Mode<IosDevice>({
  name: 'exec',
  prompt: (privilege) => (privilege > 1 ? '#' : '>'),
  title: 'Exec commands:',
  privilege: 1,
  pipes: ['show', 'more'],
});

/** Global configuration. */
export const configureMode = new Mode<IosDevice>({
  name: 'configuration',
  prompt: '(config)#',
  title: 'Configure commands:',
  privilege: configurationPrivilege,
  firstModeWord: 'do',
  // 12.4(15)T; the sections of crypto are those that ios/crypto-*.ts use.
  layout: [
    'hostname',
    '!',
    { group: 'crypto isakmp' },
    '!',
    { group: 'crypto ipsec lifetime' },
    { group: 'crypto ipsec transform-set' },
    { each: 'crypto ipsec profile' },
    { each: 'interface' },
    'ip',
  ],
});

export const interfaceMode = new Mode<InterfaceContext>({
  name: 'interface',
  prompt: '(config-if)#',
  title: 'Interface configuration commands:',
  privilege: configurationPrivilege,
  parent: configureMode,
  // As 12.4(15)T writes them.
  layout: [
    'description',
    'mtu',
    'bandwidth',
    'ip address',
    'ip mtu',
    'delay',
    'shutdown',
    'duplex',
    'speed',
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
