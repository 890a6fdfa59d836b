/** ip nat: which interfaces are inside and outside, and which addresses stand for which. */
import { formatIpv4, lengthOfMask, maskOfLength } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { NatPool, NatRule, NatTimer } from '../../router/nat/nat-rules.ts';
import { defaultNatTimers } from '../../router/nat/nat-rules.ts';
import type { IosDevice } from '../device.ts';
import { requireVrf } from '../routing/vrf-named.ts';
import { configureMode, interfaceMode } from '../modes.ts';

const timers = Object.keys(defaultNatTimers) as NatTimer[];
/** `never`: longer than any network lives. */
const never = Number.MAX_SAFE_INTEGER;

export function declareNat(): void {
  declareSides();
  declareTimers();
  declarePools();
  declareDynamic();
  declareStatic();
}

function declareSides(): void {
  interfaceMode.words({
    'ip nat': 'NAT interface commands',
    'nat inside': 'Inside interface for address translation',
    'nat outside': 'Outside interface for address translation',
  });
  interfaceMode.add('ip nat {inside|outside}:side', {
    section: 'ip nat',
    run: ({ one }, { side }) => {
      one.natSide = side;
    },
    no: ({ one }, { side }) => {
      if (one.natSide === side) one.natSide = undefined;
    },
    show: ({ one: { natSide } }) => (natSide ? [`ip nat ${natSide}`] : []),
  });
}

function declareTimers(): void {
  configureMode.words({
    'ip nat': 'NAT configuration commands',
    'nat translation': 'NAT translation entry configuration',
    'translation timeout': 'Specify timeout for dynamic NAT translations',
    'translation udp-timeout': 'Specify timeout for NAT UDP flows',
    'translation tcp-timeout': 'Specify timeout for NAT TCP flows',
    'translation icmp-timeout': 'Specify timeout for NAT ICMP flows',
    'translation dns-timeout': 'Specify timeout for NAT DNS flows',
    'translation finrst-timeout': 'Specify timeout for NAT TCP flows after a FIN or RST',
    'translation syn-timeout': 'Specify timeout for NAT TCP flows after a SYN and no further data',
    'timer seconds': 'Timeout in seconds',
    'timer never': 'Never timeout',
  });
  configureMode.add(
    `ip nat translation {${timers.join('|')}}:timer ![( <1-2147483647>:seconds | never )]` as `ip nat translation {timeout|udp-timeout}:timer [<1-2147483647>:seconds]`,
    {
      section: 'ip nat',
      run: ({ router }, { timer, seconds }) => {
        router.nat.timers[timer] = seconds ?? never;
      },
      no: ({ router }, { timer }) => {
        router.nat.timers[timer] = defaultNatTimers[timer];
      },
      show: ({ router }) => timers.flatMap((timer) => timerLine(timer, router.nat.timers[timer])),
    },
  );
}

function timerLine(timer: NatTimer, seconds: number): string[] {
  if (seconds === defaultNatTimers[timer]) return [];
  return [`ip nat translation ${timer} ${seconds === never ? 'never' : seconds}`];
}

function declarePools(): void {
  configureMode.words({
    'nat pool': 'Define pool of addresses',
    'pool pool': 'Pool name',
    'pool pool first': 'Start IP address',
    'pool first last': 'End IP address',
    'last netmask': 'Specify the network mask',
    'netmask mask': 'Network mask',
    'last prefix-length': 'Specify the prefix length',
    'prefix-length length': 'Prefix length',
  });
  configureMode.add(
    'ip nat pool WORD:pool ![A.B.C.D:first A.B.C.D:last ( netmask MASK:mask | prefix-length <1-32>:length )]',
    {
      section: 'ip nat',
      run: ({ router }, { pool: name, first, last, mask, length }) => {
        const full = mask ?? maskOfLength(length ?? 0);
        if (lengthOfMask(full) === undefined) throw Refusal.because('%Pool mask is not contiguous');
        if (last < first) throw Refusal.because('%End address less than start address');
        if ((first & full) !== (last & full)) throw Refusal.because('%Start and end addresses on different subnets');
        router.nat.pools.set(name, { name, first, last, mask: full, hasPrefixLength: length !== undefined });
      },
      no: ({ router }, { pool }) => {
        const isUsed = router.nat.rules.some((rule) => rule.kind === 'dynamic' && 'pool' in rule.target && rule.target.pool === pool); // prettier-ignore
        if (isUsed) throw Refusal.because(`%Pool ${pool} in use, cannot destroy`);
        router.nat.pools.delete(pool);
      },
      show: ({ router }) => [...router.nat.pools.values()].map(poolLine),
    },
  );
}

function poolLine({ name, first, last, mask, hasPrefixLength }: NatPool): string {
  const size = hasPrefixLength ? `prefix-length ${lengthOfMask(mask)}` : `netmask ${formatIpv4(mask)}`;
  return `ip nat pool ${name} ${formatIpv4(first)} ${formatIpv4(last)} ${size}`;
}

function declareDynamic(): void {
  configureMode.words({
    'nat inside': 'Inside address translation',
    'inside source': 'Source address translation',
    'source list': 'Specify access list describing local addresses',
    'list list': 'Access list number or name for local addresses',
    'source route-map': 'Specify route-map',
    'route-map map': 'Route-map name',
    'list interface': 'Specify interface for global address',
    'map interface': 'Specify interface for global address',
    'list pool': 'Name pool of global addresses',
    'map pool': 'Name pool of global addresses',
    'list pool pool': 'Pool name for global addresses',
    'map pool pool': 'Pool name for global addresses',
    'interface vrf': 'Specify vrf',
    'pool vrf': 'Specify vrf',
    'global vrf': 'Specify vrf',
    'globalPort vrf': 'Specify vrf',
    'vrf vrf': 'VPN Routing/Forwarding instance name',
    'vrf match-in-vrf': 'Match incoming VRF',
    overload: 'Overload an address translation',
  });
  const target =
    '( interface INTERFACE:interface | pool WORD:pool ) [vrf WORD:vrf [match-in-vrf:matched]] [overload:overload]';
  configureMode
    .add(`ip nat inside source list WORD:list ${target}`, {
      section: 'ip nat',
      run: (device, { list, ...to }) => setRule(device, dynamicRule({ list }, to)),
      no: (device, { list, ...to }) => removeRule(device, dynamicRule({ list }, to)),
      show: ({ router }) => router.nat.rules.map(ruleLine).sort(dynamicFirst),
    })
    .add(`ip nat inside source route-map WORD:map ${target}`, {
      run: (device, { map, ...to }) => setRule(device, dynamicRule({ routeMap: map }, to)),
      no: (device, { map, ...to }) => removeRule(device, dynamicRule({ routeMap: map }, to)),
    });
}

/** An interface has one address: IOS takes it for granted that many share it. */
function dynamicRule(
  meant: { list: string } | { routeMap: string },
  to: { interface?: string; pool?: string; overload?: string; vrf?: string; matched?: string },
): NatRule {
  const target = to.interface === undefined ? { pool: to.pool ?? '' } : { interface: to.interface };
  const isOverloaded = 'interface' in target || to.overload !== undefined;
  return { kind: 'dynamic', ...tablesOf(to), meant, target, isOverloaded };
}

function declareStatic(): void {
  configureMode.words({
    'source static': 'Specify static local->global mapping',
    'static local': 'Inside local IP address',
    'local global': 'Inside global IP address',
    'static tcp': 'Transmission Control Protocol',
    'static udp': 'User Datagram Protocol',
    'protocol local': 'Inside local IP address',
    localPort: 'Local UDP/TCP port',
    'localPort global': 'Inside global IP address',
    'localPort interface': 'Specify interface for global address',
    globalPort: 'Global UDP/TCP port',
    'global route-map': 'Specify route-map',
    'globalPort route-map': 'Specify route-map',
    routeMap: 'Route-map name',
    extendable: 'Extend this translation when used',
    'no-alias': 'Do not create an alias for the global address',
    'no-payload': 'No translation of embedded address/port in the payload',
  });
  configureMode
    .add(
      'ip nat inside source static A.B.C.D:local A.B.C.D:global [vrf WORD:vrf [match-in-vrf:matched]] [route-map WORD:routeMap] [{extendable|no-alias|no-payload}:option]',
      {
        // prettier-ignore
        run: (device, { option = '', local, global, routeMap, ...typed }) =>
          setRule(device, { kind: 'static', ...tablesOf(typed), local, global, routeMap, options: option }),
        no: (device, { local, global, vrf }) => removeRule(device, { kind: 'static', vrf, local, global, options: '' }),
      },
    )
    .add(
      'ip nat inside source static {tcp|udp}:protocol A.B.C.D:local <1-65535>:localPort ( A.B.C.D:global | interface INTERFACE:interface ) <1-65535>:globalPort [vrf WORD:vrf [match-in-vrf:matched]] [route-map WORD:routeMap] [{extendable|no-alias|no-payload}:option]',
      {
        run: (device, typed) => setRule(device, staticPortRule(typed)),
        no: (device, typed) => removeRule(device, staticPortRule(typed)),
      },
    );
}

interface TypedPortRule {
  readonly protocol: 'tcp' | 'udp';
  readonly local: number;
  readonly localPort: number;
  readonly global?: number;
  readonly interface?: string;
  readonly globalPort: number;
  readonly vrf?: string;
  readonly matched?: string;
  readonly routeMap?: string;
  readonly option?: string;
}

/** With an address IOS writes `extendable` by itself, so that other ports of it may lead elsewhere. */
function staticPortRule({
  protocol,
  local,
  localPort,
  globalPort,
  routeMap,
  option,
  ...typed
}: TypedPortRule): NatRule {
  const ports = { kind: 'static-port', ...tablesOf(typed), protocol, local, localPort, globalPort, routeMap } as const;
  if (typed.interface !== undefined) return { ...ports, global: { interface: typed.interface }, options: option ?? '' };
  return { ...ports, global: { address: typed.global ?? 0 }, options: option ?? 'extendable' };
}

function tablesOf({ vrf, matched }: { vrf?: string; matched?: string }): Pick<NatRule, 'vrf' | 'isMatchedInVrf'> {
  return { vrf, ...(matched !== undefined && { isMatchedInVrf: true }) };
}

function setRule(device: IosDevice, rule: NatRule): void {
  const { router } = device;
  const { rules } = router.nat;
  if (rule.vrf !== undefined) requireVrf(device, rule.vrf);
  const clash = rules.some((one) => one.kind === 'static' && rule.kind === 'static' && one.global === rule.global);
  const same = rules.findIndex((one) => subjectOf(one) === subjectOf(rule));
  if (same < 0 && clash && rule.kind === 'static') {
    throw Refusal.because(
      `%Similar static entry (${formatIpv4(rule.local)} -> ${formatIpv4(rule.global)}) already exists`,
    );
  }
  if (same >= 0) removeAt(router, same);
  rules.push(rule);
}

function removeRule({ router }: IosDevice, rule: NatRule): void {
  const { rules } = router.nat;
  const place = rules.findIndex((one) => subjectOf(one) === subjectOf(rule));
  if (place < 0)
    throw Refusal.because(rule.kind === 'dynamic' ? '%Dynamic mapping not found' : '%Translation not found');
  removeAt(router, place);
}

/** What was made by a rule goes with it. */
function removeAt({ nat }: IosDevice['router'], place: number): void {
  const [gone] = nat.rules.splice(place, 1);
  nat.table.clear(({ rule }) => rule === gone);
}

/** What a rule is about: a second one about the same takes the place of the first. */
function subjectOf(rule: NatRule): string {
  if (rule.kind === 'dynamic') return JSON.stringify([rule.meant, rule.vrf]);
  if (rule.kind === 'static') return `${rule.vrf} ${rule.local} ${rule.global}`;
  return `${rule.vrf} ${rule.protocol} ${rule.local} ${rule.localPort} ${rule.globalPort}`;
}

function dynamicFirst(a: string, b: string): number {
  return Number(a.includes(' static ')) - Number(b.includes(' static '));
}

function ruleLine(rule: NatRule): string {
  const words = 'ip nat inside source';
  const vrf = tableWords(rule);
  if (rule.kind === 'dynamic') {
    const meant = 'list' in rule.meant ? `list ${rule.meant.list}` : `route-map ${rule.meant.routeMap}`;
    const target = 'pool' in rule.target ? `pool ${rule.target.pool}` : `interface ${rule.target.interface}`;
    return `${words} ${meant} ${target}${vrf}${rule.isOverloaded ? ' overload' : ''}`;
  }
  const map = rule.routeMap === undefined ? '' : ` route-map ${rule.routeMap}`;
  const options = `${vrf}${map}${rule.options === '' ? '' : ` ${rule.options}`}`;
  if (rule.kind === 'static') return `${words} static ${formatIpv4(rule.local)} ${formatIpv4(rule.global)}${options}`;
  const { protocol, local, localPort, global, globalPort } = rule;
  const shown = 'address' in global ? formatIpv4(global.address) : `interface ${global.interface}`;
  return `${words} static ${protocol} ${formatIpv4(local)} ${localPort} ${shown} ${globalPort}${options}`;
}

function tableWords({ vrf, isMatchedInVrf }: NatRule): string {
  if (vrf === undefined) return '';
  return ` vrf ${vrf}${isMatchedInVrf ? ' match-in-vrf' : ''}`;
}
