/**
 * Lines of configuration that change nothing in this simulator, and that routers of 12.4 and IOSv write by themselves: a
 * configuration from elsewhere is full of them. They are taken, and written back where 12.4 writes them; what somebody
 * may believe in says that it is without effect when it is typed. Whatever is not listed here and not simulated is
 * refused.
 */
import type { ConfigurationLine } from '../cli/declaration.ts';
import { Mode } from '../cli/mode.ts';
import { sayKept } from './crypto-kept.ts';
import type { IosDevice } from './device.ts';
import type { Train } from './flavour.ts';
import { configureMode } from './modes.ts';

interface HarmlessLine {
  /** The first words, by which a later line takes the place of an earlier one. */
  readonly words: string;
  /** Where the layout of the configuration has it. */
  readonly section: string;
  /** What is written when nobody has said anything: by every release, or by those that are named. */
  readonly initial?: string | Partial<Record<Train, string>>;
  /** Whether anything may follow the words. */
  readonly more?: 'none' | 'some' | 'any';
}

/** What dynamips gives to packets, in percent. */
const iomem = 'memory-size iomem 5';

/** In the order in which 12.4(15)T writes those of a section (published configurations of dynamips and IOSv). */
const lines: readonly HarmlessLine[] = [
  { words: 'service pad', section: 'service' },
  { words: 'service tcp-keepalives-in', section: 'service' },
  { words: 'service tcp-keepalives-out', section: 'service' },
  { words: 'service compress-config', section: 'service' },
  { words: 'service config', section: 'service' },
  { words: 'service dhcp', section: 'service' },
  { words: 'platform', section: 'service', more: 'some' },
  { words: 'boot-start-marker', section: 'boot', initial: 'boot-start-marker' },
  { words: 'boot-end-marker', section: 'boot', initial: 'boot-end-marker' },
  { words: 'logging message-counter syslog', section: 'logging' },
  { words: 'logging trap', section: 'logging', more: 'any' },
  { words: 'logging source-interface', section: 'logging', more: 'some' },
  { words: 'logging rate-limit', section: 'logging', more: 'any' },
  { words: 'aaa session-id common', section: 'aaa' },
  { words: 'memory-size iomem', section: 'memory', initial: { '12.2': iomem, '12.4': iomem }, more: 'some' },
  { words: 'memory free', section: 'memory', more: 'some' },
  { words: 'mmi', section: 'memory', more: 'some' },
  { words: 'clock timezone', section: 'memory', more: 'some' },
  { words: 'resource policy', section: 'memory' },
  { words: 'network-clock-participate', section: 'memory', more: 'any' },
  { words: 'dot11 syslog', section: 'memory' },
  { words: 'ip icmp rate-limit unreachable', section: 'icmp' },
  { words: 'ip subnet-zero', section: 'cef' },
  { words: 'ip source-route', section: 'cef' },
  { words: 'ip cef', section: 'cef', initial: { '12.2': 'ip cef', '12.4': 'ip cef', '15': 'ip cef' } },
  { words: 'ipv6 cef', section: 'cef', initial: { '15': 'no ipv6 cef' } },
  { words: 'ip dhcp use vrf connected', section: 'cef' },
  // There is no name server to ask, and no clock to follow.
  { words: 'ip name-server', section: 'domain', more: 'some' },
  { words: 'ip auth-proxy', section: 'domain', more: 'some' },
  { words: 'ip admission', section: 'domain', more: 'some' },
  { words: 'ip audit', section: 'domain', more: 'some' },
  { words: 'ip ips', section: 'domain', more: 'some' },
  { words: 'login on-failure', section: 'domain', more: 'any' },
  { words: 'login on-success', section: 'domain', more: 'any' },
  { words: 'ip ssh', section: 'domain', more: 'some' },
  {
    words: 'multilink bundle-name',
    section: 'multilink',
    initial: 'multilink bundle-name authenticated',
    more: 'some',
  },
  { words: 'license', section: 'multilink', more: 'some' },
  { words: 'vtp', section: 'multilink', more: 'some' },
  { words: 'vlan internal allocation policy', section: 'multilink', more: 'some' },
  { words: 'spanning-tree', section: 'multilink', more: 'some' },
  { words: 'ip tcp synwait-time', section: 'tcp', more: 'some' },
  { words: 'ip classless', section: 'forwarding' },
  { words: 'ip forward-protocol', section: 'forwarding', initial: 'ip forward-protocol nd', more: 'some' },
  { words: 'ip http server', section: 'http', initial: 'no ip http server' },
  { words: 'ip http secure-server', section: 'http', initial: 'no ip http secure-server' },
  { words: 'ip http authentication', section: 'http', more: 'some' },
  { words: 'ip http timeout-policy', section: 'http', more: 'some' },
  { words: 'ipv6 ioam timestamp', section: 'http' },
  { words: 'snmp-server', section: 'cdp', more: 'some' },
  { words: 'cdp', section: 'cdp', more: 'some' },
  { words: 'lldp run', section: 'cdp' },
  { words: 'mgcp', section: 'mgcp', more: 'any' },
  { words: 'alias exec', section: 'mgcp', more: 'some' },
  { words: 'scheduler allocate', section: 'end', more: 'any' },
  { words: 'scheduler max-task-time', section: 'end', more: 'some' },
  { words: 'ntp', section: 'end', more: 'some' },
  { words: 'webvpn cef', section: 'end' },
];

/** Lines from which somebody may expect what is not there: by their words, what is so all the same. */
const instead: Readonly<Record<string, string>> = {
  'alias exec': 'no alias is known at the prompts here',
  cdp: 'neighbours are not told by CDP here',
  'clock timezone': 'times are in UTC here',
  'ip admission': 'packets pass without it here',
  'ip audit': 'packets pass without it here',
  'ip auth-proxy': 'packets pass without it here',
  'ip ips': 'packets pass without it here',
  'ip http authentication': 'nobody logs in by HTTP here',
  'ip http secure-server': 'nothing answers by HTTPS here',
  'ip name-server': 'no name server is asked here',
  'ip ssh': 'the way in by SSH is as it was',
  license: 'every feature is there without one',
  'lldp run': 'neighbours are not told by LLDP here',
  'logging rate-limit': 'no message is held back here',
  'logging source-interface': 'messages are sent to nobody here',
  'logging trap': 'messages are sent to nobody here',
  'login on-failure': 'logins are not logged here',
  'login on-success': 'logins are not logged here',
  ntp: 'no other clock is followed here',
  'snmp-server': 'SNMP is neither answered nor sent here',
  'spanning-tree': 'the trees are as they were',
  vtp: 'VLANs come from nowhere else here',
};

/** Words of which each line stands for itself: one does not take the place of another. */
const gathering = new Set([
  'mmi',
  'cdp',
  'mgcp',
  'ip audit',
  'ip name-server',
  'ip ssh',
  'license',
  'ntp',
  'platform',
  'snmp-server',
  'ip auth-proxy',
  'vtp',
  'spanning-tree',
  'alias exec',
]);

export function declareHarmless(): void {
  for (const line of lines) declareLine(line);
  for (const empty of emptyBlocks) declareEmptyBlock(empty);
}

function declareLine({ words, section, initial, more = 'none' }: HarmlessLine): void {
  const rest = { none: '', some: ' ![LINE:rest]', any: ' [LINE:rest]' }[more];
  const initialOf = ({ flavour }: IosDevice): string | undefined =>
    typeof initial === 'object' ? initial[flavour.train] : initial;
  const keep = (device: IosDevice, text: string, given: unknown): void => {
    const key = gathering.has(words) && typeof given === 'string' ? `${words} ${given}` : words;
    const { harmless } = device.settings;
    // A line that says what is written anyway is no news.
    if (text === initialOf(device)) harmless.delete(key);
    else harmless.set(key, text);
  };
  const textOf = (given: unknown): string => (typeof given === 'string' ? `${words} ${given}` : words);
  configureMode.add(`${words}${rest}` as 'words [LINE:rest]', {
    section,
    hidden: true,
    run: (device, { rest: given }, exec) => {
      keep(device, textOf(given), given);
      const why = instead[words];
      if (why !== undefined) sayKept(device, exec, words, why);
    },
    no: (device, { rest: given }) => keep(device, `no ${textOf(given)}`, given),
    default: ({ settings }) => settings.harmless.delete(words),
    show: (device) => shownOf(device.settings.harmless, words, initialOf(device)),
  });
}

function shownOf(harmless: ReadonlyMap<string, string>, words: string, initial: string | undefined): string[] {
  const gathered = [...harmless].filter(
    ([key]) => key === words || (gathering.has(words) && key.startsWith(`${words} `)),
  );
  if (gathered.length > 0) return gathered.map(([, text]) => text);
  return initial === undefined ? [] : [initial];
}

const submode = { privilege: 15, parent: configureMode } as const;

interface EmptyBlock {
  readonly line: 'control-plane' | 'redundancy' | 'gatekeeper' | 'voice-card 0';
  readonly mode: Mode<IosDevice>;
  /** Whether a router writes it that was not told to. */
  readonly isInitial?: boolean;
  readonly body?: readonly string[];
}

const emptyBlocks: readonly EmptyBlock[] = [
  {
    line: 'control-plane',
    mode: new Mode({ name: 'control-plane', prompt: '(config-cp)#', ...submode }),
    isInitial: true,
  },
  { line: 'redundancy', mode: new Mode({ name: 'redundancy', prompt: '(config-red)#', ...submode }) },
  { line: 'voice-card 0', mode: new Mode({ name: 'voice-card', prompt: '(config-voicecard)#', ...submode }) },
  {
    line: 'gatekeeper',
    mode: new Mode({ name: 'gatekeeper', prompt: '(config-gk)#', ...submode }),
    body: ['shutdown'],
  },
];

/** Blocks of features that are not there: what stands in them is what stands there by default. */
function declareEmptyBlock({ line, mode, isInitial = false, body = [] }: EmptyBlock): void {
  configureMode.add(line, {
    section: isInitial ? line : 'mgcp',
    hidden: true,
    run: (device, _, exec) => {
      if (!isInitial) device.settings.harmless.set(line, line);
      exec.enter(mode, device);
    },
    show: ({ settings }): ConfigurationLine[] => {
      if (isInitial) return [line];
      return settings.harmless.has(line) ? [{ line, body }, '!'] : [];
    },
  });
  mode.words({ no: 'Negate a command or set its defaults', exit: `Exit from ${mode.name} configuration mode` });
  mode
    .add('shutdown', { hidden: true, run: () => undefined, no: () => undefined })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

export const harmlessModes = emptyBlocks.map(({ mode }) => mode);
