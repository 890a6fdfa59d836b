/** ip nhrp …: what an interface says of next hop resolution. Order of the lines: published configurations of 12.4 and 15. */
import { formatIpv4, hostMask } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { NhrpMap, NhrpServerSettings, NhrpSettings } from '../../routing/nhrp/configuration.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { isTunnel } from '../interface/tunnel-settings.ts';

const section = 'ip nhrp';
/** Characters of the key: there is room for eight. */
const longestKey = 8;

export function declareNhrpSettings(): void {
  interfaceMode.words({
    'ip nhrp': 'NHRP interface subcommands',
    'ip nhrp authentication': 'Authentication string',
    'ip nhrp authentication key': 'Authentication string',
    'ip nhrp map': 'Map dest IP addresses to NBMA addresses',
    'ip nhrp map address': 'IP address of destination',
    'address mask': 'IP mask of destination',
    nbma: 'IP NBMA address',
    'ip nhrp map multicast': 'Use this NBMA mapping for all broadcasts/multicasts',
    'multicast dynamic': 'Dynamically learn destinations from client registrations on hub',
    'ip nhrp network-id': 'NBMA NETwork identifier',
    'network-id id': 'Network identifier',
    'ip nhrp holdtime': 'Advertised holdtime',
    'ip nhrp nhs': 'Specify a next hop server',
    'nhs address': 'Protocol Address of NHS',
    'address nbma': 'NBMA address of NHS',
    'nbma multicast': 'Use NBMA mapping for all broadcasts/multicasts',
    priority: 'Priority of NHS in cluster',
    cluster: 'Cluster value of NHS',
    number: 'Value',
    'ip nhrp registration': 'Settings for registration packets.',
    'registration no-unique': "Don't set unique flag",
    'registration timeout': 'Registration timeout (period for sending NHRP Registration packets)',
    'ip nhrp redirect': 'Enable NHRP redirect traffic indication',
    'ip nhrp shortcut': 'Enable shortcut switching',
  });
  declareKey();
  declareMaps();
  declareNumbers();
  declareServers();
  declareRegistration();
  declareShortcuts();
}

function declareKey(): void {
  interfaceMode.add('ip nhrp authentication ![WORD:key]', {
    section,
    when: isTunnel,
    run: (context, { key }) => {
      if (key.length > longestKey) throw Refusal.because(`% NHRP authentication string is longer than ${longestKey} characters`); // prettier-ignore
      change(context, { authentication: key });
    },
    no: (context) => change(context, { authentication: undefined }),
    show: (context) => line(context, 'authentication', ({ authentication }) => authentication),
  });
}

function declareMaps(): void {
  interfaceMode
    .add('ip nhrp map A.B.C.D:address A.B.C.D:nbma', {
      section,
      when: isTunnel,
      run: (context, { address, nbma }) => setMap(context, { address, mask: hostMask, nbma }),
      no: (context, { address }) => dropMap(context, address, hostMask),
      show: (context) => settingsOf(context)?.maps.map(mapLine) ?? [],
    })
    .add('ip nhrp map A.B.C.D:address MASK:mask A.B.C.D:nbma', {
      when: isTunnel,
      run: (context, { address, mask, nbma }) => setMap(context, { address, mask, nbma }),
      no: (context, { address, mask }) => dropMap(context, address, mask),
    })
    .add('ip nhrp map multicast A.B.C.D:nbma', {
      section,
      when: isTunnel,
      run: (context, { nbma }) => setGroupMap(context, nbma, true),
      no: (context, { nbma }) => setGroupMap(context, nbma, false),
      show: (context) =>
        settingsOf(context)?.groupMaps.map(
          (one) => `ip nhrp map multicast ${one === 'dynamic' ? one : formatIpv4(one)}`,
        ) ?? [],
    })
    .add('ip nhrp map multicast dynamic', {
      when: isTunnel,
      run: (context) => setGroupMap(context, 'dynamic', true),
      no: (context) => setGroupMap(context, 'dynamic', false),
    });
}

function mapLine({ address, mask, nbma }: NhrpMap): string {
  const masked = mask === hostMask ? '' : ` ${formatIpv4(mask)}`;
  return `ip nhrp map ${formatIpv4(address)}${masked} ${formatIpv4(nbma)}`;
}

function setMap(context: InterfaceContext, map: NhrpMap): void {
  const address = (map.address & map.mask) >>> 0;
  const others = settingsOf(context)?.maps.filter((one) => one.address !== address || one.mask !== map.mask) ?? [];
  change(context, { maps: [...others, { ...map, address }] });
}

function dropMap(context: InterfaceContext, address: number, mask: number): void {
  const maps = settingsOf(context)?.maps ?? [];
  change(context, { maps: maps.filter((one) => one.address !== (address & mask) >>> 0 || one.mask !== mask) });
}

function setGroupMap(context: InterfaceContext, target: number | 'dynamic', isOn: boolean): void {
  const others = settingsOf(context)?.groupMaps.filter((one) => one !== target) ?? [];
  change(context, { groupMaps: isOn ? [...others, target] : others });
}

function declareNumbers(): void {
  interfaceMode
    .add('ip nhrp network-id ![<1-4294967295>:id]', {
      section,
      when: isTunnel,
      run: (context, { id }) => change(context, { networkId: id }),
      no: (context) => change(context, { networkId: undefined }),
      show: (context) => line(context, 'network-id', ({ networkId }) => networkId),
    })
    .add('ip nhrp holdtime ![<1-65535>:seconds]', {
      section,
      when: isTunnel,
      run: (context, { seconds }) => change(context, { holdingTime: seconds }),
      no: (context) => change(context, { holdingTime: undefined }),
      show: (context) => line(context, 'holdtime', ({ holdingTime }) => holdingTime),
    });
}

function declareServers(): void {
  interfaceMode
    .add('ip nhrp nhs A.B.C.D:address [priority <0-255>:priority] [cluster <0-10>:cluster]', {
      section,
      when: isTunnel,
      run: (context, server) => setServer(context, server),
      no: (context, { address }) => dropServer(context, address),
      show: (context) => settingsOf(context)?.servers.map(serverLine) ?? [],
    })
    .add(
      'ip nhrp nhs A.B.C.D:address nbma A.B.C.D:nbma [multicast:multicast] [priority <0-255>:priority] [cluster <0-10>:cluster]',
      {
        // It came with 15.1(2)T.
        when: (context) => isTunnel(context) && context.device.flavour.hasNextGeneration,
        run: (context, { multicast, ...server }) =>
          setServer(context, { ...server, isGroupTarget: multicast !== undefined }),
        no: (context, { address }) => dropServer(context, address),
      },
    );
}

function serverLine({ address, nbma, isGroupTarget, priority, cluster }: NhrpServerSettings): string {
  const words = [
    `ip nhrp nhs ${formatIpv4(address)}`,
    nbma === undefined ? '' : ` nbma ${formatIpv4(nbma)}`,
    isGroupTarget ? ' multicast' : '',
    priority === undefined ? '' : ` priority ${priority}`,
    cluster === undefined ? '' : ` cluster ${cluster}`,
  ];
  return words.join('');
}

function setServer(context: InterfaceContext, server: NhrpServerSettings): void {
  const others = settingsOf(context)?.servers.filter(({ address }) => address !== server.address) ?? [];
  change(context, { servers: [...others, server] });
}

function dropServer(context: InterfaceContext, address: number): void {
  change(context, { servers: settingsOf(context)?.servers.filter((one) => one.address !== address) ?? [] });
}

function declareRegistration(): void {
  interfaceMode
    .add('ip nhrp registration timeout ![<1-65535>:seconds]', {
      section,
      when: isTunnel,
      run: (context, { seconds }) => change(context, { registrationInterval: seconds }),
      no: (context) => change(context, { registrationInterval: undefined }),
      show: (context) => line(context, 'registration timeout', ({ registrationInterval }) => registrationInterval),
    })
    .add('ip nhrp registration no-unique', {
      section,
      when: isTunnel,
      run: (context) => change(context, { isUnique: false }),
      no: (context) => change(context, { isUnique: true }),
      show: (context) => (settingsOf(context)?.isUnique === false ? ['ip nhrp registration no-unique'] : []),
    });
}

/** DMVPN phase 3: senders are told of shorter ways, and take them. */
function declareShortcuts(): void {
  for (const [words, setting] of [
    ['ip nhrp redirect', 'isRedirecting'],
    ['ip nhrp shortcut', 'isShortcut'],
  ] as const)
    interfaceMode.add(words, {
      section,
      when: isTunnel,
      run: (context) => change(context, { [setting]: true }),
      no: (context) => change(context, { [setting]: false }),
      show: (context) => (settingsOf(context)?.[setting] ? [words] : []),
    });
}

/** Undefined where nothing of NHRP has ever been said. */
function settingsOf({ device, one }: InterfaceContext): NhrpSettings | undefined {
  return device.router.nhrp.find(one.name)?.settings;
}

function change({ device, one }: InterfaceContext, settings: Partial<NhrpSettings>): void {
  Object.assign(device.router.nhrp.of(one.name).settings, settings);
  device.router.converge();
}

function line(
  context: InterfaceContext,
  words: string,
  valueOf: (settings: NhrpSettings) => string | number | undefined,
): string[] {
  const settings = settingsOf(context);
  const value = settings && valueOf(settings);
  return value === undefined ? [] : [`ip nhrp ${words} ${value}`];
}
