/**
 * show tech-support: many commands one after the other, each under its name; `ipsec` is the part of it about IPsec. The
 * heading and the order of the first commands are those of reports that people have published; each command prints what
 * it prints alone, and those that a release does not have are left out.
 */
import { runInTurn } from '../../cli/commands-in-turn.ts';
import type { Exec } from '../../cli/declaration.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { runningConfiguration } from '../running-configuration.ts';

const general = [
  'show clock',
  'show version',
  'show running-config',
  'show interfaces',
  'show ip interface',
  'show ip route',
  'show ip route summary',
  'show access-lists',
  'show arp',
  'show ip ospf neighbor',
  'show ip eigrp neighbors',
  'show ip nat translations',
  'show logging',
];

const ofIpsec = [
  'show version',
  'show running-config',
  'show crypto isakmp sa count',
  'show crypto isakmp sa detail',
  'show crypto isakmp peers',
  'show crypto ikev2 sa detailed',
  'show crypto ikev2 session detailed',
  'show crypto session detail',
  'show crypto map',
  'show crypto ipsec sa detail',
  'show crypto engine connections active',
  'show crypto engine brief',
  'show crypto pki certificates',
  'show logging',
];

const privilege = 15;

export function declareTechSupport(): void {
  execMode
    .words({
      'show tech-support': 'Show system information for Tech-Support',
      'tech-support ipsec': 'IPSEC related information',
      'tech-support page': 'Page through output',
    })
    .add('show tech-support [page]', { privilege, run: (device, _, exec) => report(device, general, exec) })
    .add('show tech-support ipsec', { privilege, run: (device, _, exec) => report(device, ofIpsec, exec) });
}

async function report(device: IosDevice, commands: readonly string[], exec: Exec): Promise<void> {
  const instead = { 'show running-config': () => publicConfiguration(device) };
  await runInTurn({ first: { mode: execMode, context: device }, commands, privilege, instead }, exec);
}

/** Reports go to others: passwords and keys are taken out of them (command reference of `show tech-support`). */
function publicConfiguration(device: IosDevice): string {
  const text = runningConfiguration(device);
  const lines = text.split('\n').map((line) => line.replace(secretOfLine, '$1<removed>$2'));
  return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n${lines.join('\n')}\n`;
}

/** What is behind these words, and before the address of a peer or the end of the line. */
const secretOfLine =
  /^(.*\b(?:password|secret|pre-shared-key|key-string|(?:isakmp|address \S+(?: \S+)?|hostname \S+) key|^ key)(?: (?:local|remote))? )(?!.*\bkey\b)(?:[0-9] )?\S+( (?:address|hostname) .*)?$/;
