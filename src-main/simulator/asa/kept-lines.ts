/**
 * Lines of published configurations that change nothing in a laboratory without people, web browsers and other services: kept
 * and shown where an ASA writes them. What would change how packets pass is not among them.
 */
import { Refusal } from '../cli/refusal.ts';
import { configureMode } from './modes.ts';

/**
 * Section, and the words of a line as it is declared: the first word that is no keyword begins what may change. Of `many`
 * there may be several lines, and `no` takes one away.
 */
const lines: readonly (readonly [section: string, syntax: string, many?: 'many'])[] = [
  ['names', 'names'],
  ['ftp', 'ftp mode passive'],
  ['asdm', 'asdm history enable'],
  ['arp', 'arp timeout'],
  ['arp', 'arp permit-nonconnected'],
  ['arp', 'arp rate-limit'],
  ['icmp', 'icmp unreachable rate-limit'],
  ['user-identity', 'user-identity default-domain'],
  ['aaa', 'aaa authentication login-history'],
  ['http', 'http server enable'],
  ['http', 'http', 'many'],
  ['snmp-server', 'snmp-server location'],
  ['snmp-server', 'snmp-server contact'],
  ['snmp-server', 'snmp-server enable traps snmp authentication linkup linkdown coldstart warmstart'],
  ['crypto ipsec', 'crypto ipsec security-association pmtu-aging infinite'],
  ['crypto ca trustpool', 'crypto ca trustpool policy'],
  ['ssh', 'ssh stricthostkeycheck'],
  ['ssh', 'ssh version'],
  ['ssh', 'ssh key-exchange group'],
  ['ssh', 'ssh cipher encryption'],
  ['ssh', 'ssh cipher integrity'],
  ['threat-detection', 'threat-detection basic-threat'],
  ['threat-detection', 'threat-detection statistics access-list'],
  ['threat-detection', 'threat-detection statistics tcp-intercept'],
  ['dynamic-access-policy-record', 'dynamic-access-policy-record DfltAccessPolicy'],
  ['prompt', 'prompt hostname context'],
];

export function declareKeptLines(): void {
  for (const [section, words, many] of lines) {
    const keyOf = (line: string): string => (many ? line : words);
    for (const word of words.split(' '))
      if (configureMode.helpOfWord(word) === undefined) configureMode.words({ [word]: 'Kept, without effect here' });
    configureMode.add(`${words} [LINE:rest]`, {
      section,
      run: ({ preferences, isBooting }, { rest }, exec) => {
        const line = rest === undefined ? words : `${words} ${rest}`;
        preferences.kept.set(keyOf(line), { section: words, line });
        if (!isBooting) exec.print(`INFO: ${words} is kept without effect here`);
      },
      no: ({ preferences: { kept } }, { rest }) =>
        many ? kept.delete(`${words} ${rest ?? ''}`) : kept.set(words, { section: words, line: `no ${words}` }),
      show: ({ preferences }) =>
        [...preferences.kept.values()].flatMap((one) => (one.section === words ? [one.line] : [])),
    });
  }
  // An ASA that stands alone says so; the opposite is refused by its name (not-simulated.ts).
  configureMode.add('failover [LINE:rest]', {
    hidden: true,
    run: () => {
      throw Refusal.because("ERROR: 'failover' is not simulated");
    },
    no: ({ preferences }) => preferences.kept.set('failover', { section: 'failover', line: 'no failover' }),
    show: ({ preferences: { kept } }) => [kept.get('failover')?.line].filter((line) => line !== undefined),
  });
  configureMode.words({ rest: 'What is kept with it' });
}
