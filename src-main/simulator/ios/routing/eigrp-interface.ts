/** ip … eigrp AS: what an interface says of the classic processes. */
import { formatIpv4, networkOf } from '../../../base/address.ts';
import { omit } from '../../../base/omit.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { EigrpInterfaceSettings } from '../../routing/eigrp/configuration.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';

export function declareEigrpInterface(): void {
  interfaceMode
    .words({
      'ip hello-interval': 'Configures IP-EIGRP hello interval',
      'ip hold-time': 'Configures IP-EIGRP hold time',
      'hello-interval eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'hold-time eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      system: 'Autonomous system number',
      seconds: 'Seconds',
    })
    .add('ip hello-interval eigrp <1-65535>:system ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { system, seconds }) => set(context, system, { helloInterval: seconds }),
      no: (context, { system }) => unset(context, system, 'helloInterval'),
      show: (context) =>
        linesOf(
          context,
          ({ helloInterval }, system) => helloInterval && `ip hello-interval eigrp ${system} ${helloInterval}`,
        ),
    })
    .add('ip hold-time eigrp <1-65535>:system ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { system, seconds }) => set(context, system, { holdTime: seconds }),
      no: (context, { system }) => unset(context, system, 'holdTime'),
      show: (context) =>
        linesOf(context, ({ holdTime }, system) => holdTime && `ip hold-time eigrp ${system} ${holdTime}`),
    });
  declareMultipoint();
  declareAuthentication();
  declareSummaries();
}

/** What a router with many neighbours behind one interface is told: that it hands on what one has told to the others. */
function declareMultipoint(): void {
  interfaceMode
    .words({
      'ip next-hop-self': 'Configures IP-EIGRP next-hop-self',
      'ip next-hop-self eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'ip split-horizon': 'Perform split horizon',
      'ip split-horizon eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
    })
    .add('ip next-hop-self eigrp <1-65535>:system', {
      section: 'ip next-hop-self',
      run: (context, { system }) => unset(context, system, 'isNextHopSelf'),
      no: (context, { system }) => set(context, system, { isNextHopSelf: false }),
      show: (context) =>
        linesOf(
          context,
          ({ isNextHopSelf }, system) => isNextHopSelf === false && `no ip next-hop-self eigrp ${system}`,
        ),
    })
    .add('ip split-horizon eigrp <1-65535>:system', {
      section: 'ip ospf',
      run: (context, { system }) => unset(context, system, 'hasSplitHorizon'),
      no: (context, { system }) => set(context, system, { hasSplitHorizon: false }),
      show: (context) =>
        linesOf(
          context,
          ({ hasSplitHorizon }, system) => hasSplitHorizon === false && `no ip split-horizon eigrp ${system}`,
        ),
    });
}

function declareAuthentication(): void {
  interfaceMode
    .words({
      'ip authentication': 'authentication subcommands',
      'ip authentication mode': 'mode',
      'ip authentication key-chain': 'key-chain',
      'mode eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'key-chain eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'system md5': 'Keyed message digest',
      'system chain': 'name of key-chain',
    })
    .add('ip authentication mode eigrp <1-65535>:system ![md5]', {
      section: 'ip ospf',
      run: (context, { system }) => set(context, system, { isAuthenticated: true }),
      no: (context, { system }) => unset(context, system, 'isAuthenticated'),
      show: (context) =>
        linesOf(
          context,
          ({ isAuthenticated }, system) => isAuthenticated && `ip authentication mode eigrp ${system} md5`,
        ),
    })
    .add('ip authentication key-chain eigrp <1-65535>:system ![WORD:chain]', {
      section: 'ip ospf',
      run: (context, { system, chain }) => set(context, system, { keyChain: chain }),
      no: (context, { system }) => unset(context, system, 'keyChain'),
      show: (context) =>
        linesOf(
          context,
          ({ keyChain }, system) => keyChain && `ip authentication key-chain eigrp ${system} ${keyChain}`,
        ),
    });
}

function declareSummaries(): void {
  interfaceMode
    .words({
      'ip summary-address': 'Perform address summarization',
      'summary-address eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'system address': 'IP address',
      'system address mask': 'IP network mask',
    })
    .add('ip summary-address eigrp <1-65535>:system A.B.C.D:address MASK:mask', {
      section: 'ip ospf',
      run: (context, { system, address, mask }) =>
        set(context, system, { summaries: withSummary(settingsOf(context, system), address, mask) }),
      no: (context, { system, address, mask }) =>
        set(context, system, { summaries: withoutSummary(settingsOf(context, system), address, mask) }),
      show: (context) =>
        everyLineOf(context, ({ summaries = [] }, system) =>
          summaries.map(
            (one) => `ip summary-address eigrp ${system} ${formatIpv4(one.network)} ${formatIpv4(one.mask)}`,
          ),
        ),
    });
  refuseByName(interfaceMode, {
    'ip summary-address': 'rip',
    'ip summary-address eigrp <1-65535>:system A.B.C.D:address MASK:mask': 'leak-map',
  });
}

type Summaries = NonNullable<EigrpInterfaceSettings['summaries']>;

export function withSummary(settings: EigrpInterfaceSettings, address: number, mask: number): Summaries {
  return [...withoutSummary(settings, address, mask), { network: networkOf(address, mask), mask }];
}

export function withoutSummary({ summaries = [] }: EigrpInterfaceSettings, address: number, mask: number): Summaries {
  return summaries.filter((one) => one.network !== networkOf(address, mask) || one.mask !== mask);
}

function everyLineOf(
  { device, one }: InterfaceContext,
  lines: (settings: EigrpInterfaceSettings, system: string) => string[],
): string[] {
  return [...device.router.routing.eigrpOn].flatMap(([key, settings]) => {
    const [system = '', ...name] = key.split(' ');
    return name.join(' ') === one.name ? lines(settings, system) : [];
  });
}

function settingsOf({ device, one }: InterfaceContext, system: number): EigrpInterfaceSettings {
  return device.router.routing.eigrpOn.get(`${system} ${one.name}`) ?? {};
}

function set(context: InterfaceContext, system: number, change: EigrpInterfaceSettings): void {
  const { device, one } = context;
  device.router.routing.eigrpOn.set(`${system} ${one.name}`, { ...settingsOf(context, system), ...change });
  device.router.converge();
}

function unset(context: InterfaceContext, system: number, what: keyof EigrpInterfaceSettings): void {
  const { device, one } = context;
  device.router.routing.eigrpOn.set(`${system} ${one.name}`, omit(settingsOf(context, system), what));
  device.router.converge();
}

type LineOf = (settings: EigrpInterfaceSettings, system: string) => string | number | false | undefined;

function linesOf(context: InterfaceContext, line: LineOf): string[] {
  return everyLineOf(context, (settings, system) => {
    const text = line(settings, system);
    return typeof text === 'string' ? [text] : [];
  });
}
