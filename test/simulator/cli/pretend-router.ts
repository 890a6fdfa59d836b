/** A router that does nothing, with commands of every kind that the engine knows. */
import { formatIpv4, lengthOfMask } from '../../../src-main/base/address.ts';
import { block } from '../../../src-main/simulator/cli/configuration.ts';
import type { InterfaceKind } from '../../../src-main/simulator/cli/interface-name.ts';
import { Mode } from '../../../src-main/simulator/cli/mode.ts';
import { Aborted, Refusal } from '../../../src-main/simulator/cli/refusal.ts';
import { textOfConfiguration } from '../../../src-main/simulator/cli/configuration.ts';

interface PretendInterface {
  readonly name: string;
  description?: string;
  address?: { readonly address: number; readonly mask: number };
  isShut: boolean;
}

interface PretendPolicy {
  readonly priority: number;
  group: number;
  cipher: string;
}

export class PretendRouter {
  hostname = 'R1';
  secret = 'cisco';
  isNew = false;
  banner = '';
  looksUpNames = true;
  readonly interfaces = new Map<string, PretendInterface>();
  readonly policies = new Map<number, PretendPolicy>();
  readonly transformSets = new Map<string, readonly string[]>();
  readonly log: string[] = [];
  /** The lines that `show lines` prints. */
  lines = 30;

  constructor() {
    for (const name of ['FastEthernet0/0', 'FastEthernet0/1']) this.interfaces.set(name, { name, isShut: true });
  }

  interface(name: string): PretendInterface {
    const known = this.interfaces.get(name) ?? { name, isShut: false };
    this.interfaces.set(name, known);
    return known;
  }

  policy(priority: number): PretendPolicy {
    const known = this.policies.get(priority) ?? { priority, group: 1, cipher: 'des' };
    this.policies.set(priority, known);
    return known;
  }
}

const kinds: readonly InterfaceKind[] = [
  { name: 'FastEthernet', help: 'FastEthernet IEEE 802.3', units: ['0/0', '0/1'], subinterfaces: true },
  { name: 'Loopback', help: 'Loopback interface', units: { from: 0, to: 2147483647 } },
  { name: 'Tunnel', help: 'Tunnel interface', units: { from: 0, to: 2147483647 } },
];

export interface PretendModes {
  readonly exec: Mode<PretendRouter>;
  readonly configuration: Mode<PretendRouter>;
  readonly interface: Mode<PretendInterface>;
  readonly policy: Mode<PretendPolicy>;
}

/** Made anew for each test file, so that a test may add commands of its own. */
export function pretendModes(): PretendModes {
  const exec = new Mode<PretendRouter>({
    name: 'exec',
    prompt: (privilege) => (privilege > 1 ? '#' : '>'),
    title: 'Exec commands:',
    aliases: { s: 'show', un: 'undebug' },
    pipes: ['show', 'more'],
    interfaces: () => kinds,
    unknown: (router, word) => async (exec) => {
      exec.write(`Translating "${word}"`);
      if (router.looksUpNames) {
        exec.write('...domain server (255.255.255.255)');
        await exec.sleep(3000);
      }
      exec.write('\n% Unknown command or computer name, or unable to find computer address\n');
    },
  });
  const configuration = new Mode<PretendRouter>({
    name: 'configuration',
    prompt: '(config)#',
    title: 'Configure commands:',
    privilege: 15,
    firstModeWord: 'do',
    interfaces: () => kinds,
    layout: [
      '!',
      { group: 'hostname' },
      'lookup',
      '!',
      { each: 'policy' },
      { group: 'transform-set' },
      { each: 'interface' },
      'banner',
    ],
    left: (router) => router.log.push('left configuration'),
  });
  const modes: PretendModes = {
    exec,
    configuration,
    interface: new Mode<PretendInterface>({
      name: 'interface',
      prompt: '(config-if)#',
      title: 'Interface configuration commands:',
      parent: configuration,
    }),
    policy: new Mode<PretendPolicy>({ name: 'isakmp policy', prompt: '(config-isakmp)#', parent: configuration }),
  };
  declareExec(modes);
  declareWaiting(modes);
  declareConfiguration(modes);
  declareInterface(modes);
  declarePolicy(modes);
  return modes;
}

function declareExec({ exec, configuration }: PretendModes): void {
  exec
    .words({
      clear: 'Reset functions',
      clock: 'Manage the system clock',
      'clear counters': 'Clear counters on one or all interfaces',
      configure: 'Enter configuration mode',
      terminal: 'Configure from the terminal',
      disable: 'Turn off privileged commands',
      enable: 'Turn on privileged commands',
      exit: 'Exit from the EXEC',
      show: 'Show running system information',
      'running-config': 'Current operating configuration',
      version: 'System hardware and software status',
      interfaces: 'Interface status and configuration',
      ip: 'IP information',
      'ip interface': 'IP interface status and configuration',
      brief: 'Brief summary of IP status and configuration',
      lines: 'Many lines',
    })
    .add('clear counters', {
      privilege: 15,
      run: async (router, _, exec) => {
        if (await exec.confirm('Clear "show interface" counters on all interfaces [confirm]'))
          router.log.push('cleared');
      },
    })
    .add('clock', { run: () => undefined })
    .add('configure terminal', {
      privilege: 15,
      run: (router, _, exec) => {
        exec.print('Enter configuration commands, one per line.  End with CNTL/Z.');
        exec.enter(configuration, router);
      },
    })
    .add('enable', {
      run: async (router, _, exec) => {
        for (let attempt = 0; attempt < 3; attempt++) {
          if ((await exec.askSecret('Password: ')) !== router.secret) continue;
          exec.privilege = 15;
          return;
        }
        exec.print('% Bad secrets', '');
      },
    })
    .add('disable', { run: (_, __, exec) => (exec.privilege = 1) })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('show running-config', {
      privilege: 15,
      run: (router, _, exec) => exec.write(textOfConfiguration(configuration.configuration(router))),
    })
    .add('show version', { run: (_, __, exec) => exec.print('Pretend Software, Version 1') })
    .add('show interfaces [INTERFACE:name]', {
      run: (router, { name }, exec) =>
        exec.print(...[...router.interfaces.keys()].filter((known) => name === undefined || known === name)),
    })
    .add('show ip interface brief', { run: (_, __, exec) => exec.print('Interface  IP-Address') })
    .add('show lines', {
      run: (router, _, exec) => {
        for (let line = 1; line <= router.lines; line++) exec.print(`line ${line}`);
      },
    });
}

function declareWaiting({ exec }: PretendModes): void {
  exec
    .words({
      ping: 'Send echo messages',
      host: 'Ping destination address or hostname',
      repeat: 'specify repeat count',
      count: 'Repeat count',
      size: 'specify datagram size',
      bytes: 'Datagram size',
      'df-bit': 'enable do not fragment bit in IP header',
      reload: 'Halt and perform a cold restart',
      deaf: 'Waits and does not listen',
    })
    .add('ping WORD:host *[repeat <1-2147483647>:count] *[size <36-18024>:bytes] *[df-bit:dfBit]', {
      run: async (_, { host, count = 5, bytes = 100 }, exec) => {
        exec.print(
          '',
          'Type escape sequence to abort.',
          `Sending ${count}, ${bytes}-byte ICMP Echos to ${host}, timeout is 2 seconds:`,
        );
        let sent = 0;
        try {
          for (; sent < count; sent++) {
            await exec.sleep(2000);
            exec.write('.');
          }
        } catch (error) {
          if (!(error instanceof Aborted)) throw error;
        }
        exec.print('', `Success rate is 0 percent (0/${sent})`);
      },
    })
    .add('reload', {
      privilege: 15,
      run: async (router, _, exec) => {
        const saves = await exec.askYesOrNo('System configuration has been modified. Save? [yes/no]: ');
        router.log.push(saves ? 'saved' : 'not saved');
        if (await exec.confirm('Proceed with reload? [confirm]')) exec.logout();
      },
    })
    .add('deaf', { hidden: true, run: () => new Promise(() => undefined) });
}

function declareConfiguration(modes: PretendModes): void {
  const { configuration } = modes;
  configuration
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      do: 'To run exec commands in config mode',
      end: 'Exit from configure mode',
      exit: 'Exit from configure mode',
      hostname: `Set system's network name`,
      name: `This system's network name`,
      ip: 'Global IP configuration subcommands',
      domain: 'IP DNS Resolver',
      lookup: 'Enable IP Domain Name System hostname translation',
      banner: 'Define a login banner',
      motd: 'Set Message of the Day banner',
      delimiter: `c banner-text c, where 'c' is a delimiting character`,
      interface: 'Select an interface to configure',
      crypto: 'Encryption module',
      isakmp: 'Configure ISAKMP policy',
      policy: 'Set policy for an ISAKMP protection suite',
      priority: 'Priority of protection suite',
      ipsec: 'Configure IPSEC policy',
      'transform-set': 'Define transform and settings',
      'transform-set name': 'Transform set tag',
      'esp-3des': 'ESP transform using 3DES(EDE) cipher (168 bits)',
      'esp-aes': 'ESP transform using AES cipher',
      'esp-sha-hmac': 'ESP transform using HMAC-SHA auth',
      new: 'Only on new routers',
    })
    .add('end', { run: (_, __, exec) => exec.end() })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('hostname ![WORD:name]', {
      run: (router, { name }) => (router.hostname = name),
      no: (router) => (router.hostname = 'Router'),
      show: ({ hostname }) => [`hostname ${hostname}`],
    })
    .add(['ip domain lookup', 'ip domain-lookup'], {
      section: 'lookup',
      run: (router) => (router.looksUpNames = true),
      no: (router) => (router.looksUpNames = false),
      show: ({ looksUpNames }) => (looksUpNames ? [] : ['no ip domain lookup']),
    })
    .add('new', { run: (router) => router.log.push('new'), when: ({ isNew }) => isNew })
    .add('banner motd LINE:delimiter', {
      run: async (router, { delimiter }, exec) => {
        const end = delimiter.slice(0, 1);
        const lines: string[] = [];
        for (;;) {
          const line = await exec.ask('');
          if (line.includes(end)) break;
          lines.push(line);
        }
        router.banner = lines.join('\n');
      },
      show: ({ banner }) => (banner ? ['banner motd #', ...banner.split('\n'), '#'] : []),
    })
    .add('crypto ipsec transform-set WORD:name {esp-3des|esp-aes|esp-sha-hmac}...:transforms', {
      section: 'transform-set',
      run: (router, { name, transforms }) => router.transformSets.set(name, transforms),
      show: ({ transformSets }) =>
        [...transformSets].map(([name, list]) => `crypto ipsec transform-set ${name} ${list.join(' ')} `),
    })
    .add('crypto isakmp policy <1-10000>:priority', {
      section: 'policy',
      run: (router, { priority }, exec) => exec.enter(modes.policy, router.policy(priority)),
      no: (router, { priority }) => router.policies.delete(priority),
      show: ({ policies }) =>
        [...policies.values()].map((policy) => block(`crypto isakmp policy ${policy.priority}`, modes.policy, policy)),
    })
    .add('interface INTERFACE:name', {
      run: (router, { name }, exec) => exec.enter(modes.interface, router.interface(name)),
      no: (router, { name }) => router.interfaces.delete(name),
      show: ({ interfaces }) =>
        [...interfaces.values()].map((one) => block(`interface ${one.name}`, modes.interface, one)),
    });
}

function declareInterface({ interface: mode }: PretendModes): void {
  mode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      description: 'Interface specific description',
      text: 'Up to 240 characters describing this interface',
      exit: 'Exit from interface configuration mode',
      ip: 'Interface Internet Protocol config commands',
      'ip address': 'Set the IP address of an interface',
      address: 'IP address',
      mask: 'IP subnet mask',
      shutdown: 'Shutdown the selected interface',
      shape: 'Traffic shaping',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('description ![LINE:text]', {
      run: (one, { text }) => (one.description = text),
      no: (one) => delete one.description,
      show: ({ description }) => (description ? [`description ${description}`] : []),
    })
    .add('ip address ![A.B.C.D:address MASK:mask]', {
      run: (one, { address, mask }) => {
        if (lengthOfMask(mask) === undefined) throw Refusal.because(`Bad mask for address ${formatIpv4(address)}`);
        if (mask === 0) throw Refusal.invalid('mask');
        one.address = { address, mask };
      },
      no: (one) => delete one.address,
      show: ({ address }) => [
        address ? `ip address ${formatIpv4(address.address)} ${formatIpv4(address.mask)}` : 'no ip address',
      ],
    })
    .add('shutdown', {
      run: (one) => (one.isShut = true),
      no: (one) => (one.isShut = false),
      default: (one) => (one.isShut = one.name.startsWith('Fast')),
      show: ({ isShut }) => (isShut ? ['shutdown'] : []),
    })
    .add('shape', { run: () => undefined });
}

function declarePolicy({ policy }: PretendModes): void {
  policy
    .words({
      no: 'Negate a command or set its defaults',
      encryption: 'Set encryption algorithm for protection suite',
      des: 'DES - Data Encryption Standard (56 bit keys).',
      '3des': 'Three key triple DES',
      group: 'Set the Diffie-Hellman group',
      number: 'Diffie-Hellman group number',
    })
    .add('encryption ![{des|3des}:cipher]', {
      run: (one, { cipher }) => (one.cipher = cipher),
      no: (one) => (one.cipher = 'des'),
      show: ({ cipher }) => (cipher === 'des' ? [] : [`encryption ${cipher}`]),
    })
    .add('group ![<1-24>:number]', {
      run: (one, { number }) => (one.group = number),
      no: (one) => (one.group = 1),
      show: ({ group }) => (group === 1 ? [] : [`group ${group}`]),
    });
}
