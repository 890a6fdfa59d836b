/**
 * Lines of interface configuration about what no lab here depends on: kept, shown, and otherwise without effect. What
 * would change the way of packets (access lists, NAT, routing protocols) is not among them: it is refused.
 */
import { splitInterfaceName } from '../../router/interface.ts';
import { sayKept } from '../crypto/crypto-kept.ts';
import type { InterfaceContext } from '../device.ts';
import { isSubinterface } from './interface-kinds.ts';
import { interfaceMode } from '../modes.ts';

/** On until it is turned off: `no ip redirects` is what gets a line. */
const usual = {
  'ip route-cache': 'Enable fast-switching cache for outgoing packets',
  'ip split-horizon': 'Perform split horizon',
  'cdp enable': 'Enable CDP on interface',
  'lldp transmit': 'Enable LLDP transmission on interface',
  'lldp receive': 'Enable LLDP reception on interface',
  'mop enabled': 'Enable MOP server for interface',
  'snmp trap link-status': 'Allow SNMP LINKUP and LINKDOWN traps',
} as const;

/** What follows the words is kept as it is; `no` takes the line away, or is itself a line where they are on by default. */
const keptLines = {
  'arp timeout': 'off',
  'auto discovery qos': 'off',
  'carrier-delay': 'off',
  'clock rate': 'off',
  'fair-queue': 'off',
  'hold-queue': 'off',
  'ip flow': 'off',
  'ip nbar': 'off',
  'ip route-cache cef': 'on',
  'ip route-cache flow': 'off',
  'ip route-cache policy': 'off',
  'ip route-cache same-interface': 'off',
  'load-interval': 'off',
  'logging event': 'off',
  'max-reserved-bandwidth': 'off',
  'ntp disable': 'off',
  'qos pre-classify': 'off',
  'serial restart-delay': 'off',
  timeout: 'off',
  'tx-ring-limit': 'off',
} as const;

/** Of those, what somebody may believe in: what is so all the same. */
const instead: Readonly<Record<string, string>> = {
  'carrier-delay': 'a port goes down at once here',
  'clock rate': 'a line is as fast as its link here',
  'fair-queue': 'no queue is kept here',
  'hold-queue': 'no queue is kept here',
  'max-reserved-bandwidth': 'no bandwidth is reserved here',
  'serial restart-delay': 'a port comes up at once here',
  'tx-ring-limit': 'no queue is kept here',
  'qos pre-classify': 'there are no queues here that it would change',
  'logging event': 'changes of state are logged as without it',
  'ip route-cache policy': 'packets are forwarded in one way here',
  'arp timeout': 'addresses are kept for four hours here',
  'ip flow': 'no flows are counted here',
  'ip nbar': 'no applications are told apart here',
  'ip route-cache flow': 'no flows are counted here',
  'load-interval': 'rates are those of five minutes here',
};

export function declareInterfaceHarmless(): void {
  interfaceMode.words({
    cdp: 'CDP interface subcommands',
    snmp: 'Modify SNMP interface parameters',
    'snmp trap': 'Allow a specific SNMP trap',
    mop: 'DEC MOP server commands',
    negotiation: 'Select Autonegotiation mode',
    'ip virtual-reassembly': 'Virtual Reassembly',
    in: 'Virtual Reassembly on incoming packets',
    out: 'Virtual Reassembly on outgoing packets',
    'media-type': 'Interface media type',
    'auto-select': 'Auto-Select media-type',
    rj45: 'Use RJ45 connector',
    sfp: 'Use SFP connector',
  });
  for (const [words, help] of Object.entries(usual)) declareFlag(words, help);
  declareNegotiation();
  for (const [words, usually] of Object.entries(keptLines)) declareKept(words, usually);
  interfaceMode
    .add('ip virtual-reassembly [{in|out}:way]', {
      section: 'harmless',
      run: (context, { way }) => keep(context, 'ip virtual-reassembly', joined('ip virtual-reassembly', way)),
      no: (context) => keep(context, 'ip virtual-reassembly', undefined),
      show: (context) => kept(context, 'ip virtual-reassembly'),
    })
    .add('media-type ![{rj45|sfp|auto-select}:kind]', {
      section: 'media-type',
      when: ({ one }) => splitInterfaceName(one.name).type === 'GigabitEthernet',
      run: (context, { kind }) => keep(context, 'media-type', `media-type ${kind}`),
      no: (context) => keep(context, 'media-type', undefined),
      show: (context) => kept(context, 'media-type'),
    });
}

function joined(words: string, more: string | undefined): string {
  return more === undefined ? words : `${words} ${more}`;
}

/** Off until it is turned on; the virtual Gigabit ports of IOS XE have it on, and write it (published configurations). */
function declareNegotiation(): void {
  const words = 'negotiation auto';
  const isOn = ({ device, one }: InterfaceContext): boolean =>
    device.flavour.isXe && splitInterfaceName(one.name).type === 'GigabitEthernet' && !isSubinterface(one.name);
  interfaceMode.words({ [words]: 'Enables auto-negotiation' }).add(words, {
    section: 'harmless',
    run: (context) => keep(context, words, isOn(context) ? undefined : words),
    no: (context) => keep(context, words, isOn(context) ? `no ${words}` : undefined),
    default: (context) => keep(context, words, undefined),
    show: (context) => {
      const lines = kept(context, words);
      return lines.length === 0 && isOn(context) ? [words] : lines;
    },
  });
}

function declareFlag(words: string, help: string): void {
  const off = `no ${words}`;
  interfaceMode.words({ [words]: help }).add(words, {
    section: 'harmless',
    // 12.4 does not know it; a configuration of 15.x may have it.
    hidden: words.startsWith('lldp'),
    run: (context) => keep(context, words, undefined),
    no: (context) => keep(context, words, off),
    default: (context) => keep(context, words, undefined),
    show: (context) => kept(context, words),
  });
}

function declareKept(words: string, usually: 'on' | 'off'): void {
  interfaceMode.add(`${words} [LINE:more]` as 'words [LINE:more]', {
    section: 'harmless',
    hidden: true,
    run: (context, { more }, exec) => {
      keep(context, words, usually === 'on' && more === undefined ? undefined : joined(words, more));
      const why = instead[words];
      if (why !== undefined) sayKept(context.device, exec, words, why);
    },
    no: (context) => keep(context, words, usually === 'on' ? `no ${words}` : undefined),
    default: (context) => keep(context, words, undefined),
    show: (context) => kept(context, words),
  });
}

/** @param line undefined takes away what is kept for these words */
export function keep({ device, one }: InterfaceContext, words: string, line: string | undefined): void {
  const { harmless } = device.notesOf(one);
  if (line === undefined) harmless.delete(words);
  else harmless.set(words, line);
}

/** The line that is kept for these words, if any. */
export function kept({ device, one }: InterfaceContext, words: string): string[] {
  const line = device.notesOf(one).harmless.get(words);
  return line === undefined ? [] : [line];
}
