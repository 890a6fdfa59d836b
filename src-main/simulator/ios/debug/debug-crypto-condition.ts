/**
 * debug crypto condition, show crypto debug-condition: conditions by peer and by own address (Crypto Conditional Debug
 * Support, whose sample output this follows). Conditions by user, group, profile, VRF or SPI are refused by name.
 */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ConditionalDebug, DebugConditions, PeerCondition } from './debug-conditions.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

const privilege = 15;
const kinds: readonly ConditionalDebug[] = ['isakmp', 'ipsec', 'engine'];

export function declareDebugConditions(): void {
  declareWords();
  declarePeers();
  execMode
    .add('debug crypto condition unmatched [{isakmp|ipsec|engine}:debug]', {
      privilege,
      run: ({ debugging }, { debug }) => {
        for (const one of debug ? [debug] : kinds) debugging.conditions.unmatched.add(one);
      },
      no: ({ debugging }, { debug }) => {
        for (const one of debug ? [debug] : kinds) debugging.conditions.unmatched.delete(one);
      },
    })
    .add('debug crypto condition reset', { privilege, run: ({ debugging }) => debugging.conditions.reset() })
    .add('debug crypto condition {connid|flowid|fvrf|ivrf|isakmp|spi|username}:kind LINE:more', {
      hidden: true,
      privilege,
      run: (_, { kind }) => {
        throw Refusal.notSimulated(`Conditions by ${kind} are not simulated: those by peer and local address are`);
      },
    })
    .add('show crypto debug-condition', {
      privilege,
      run: ({ debugging }, _, exec) => exec.print(...conditionLines(debugging.conditions)),
    });
}

function declarePeers(): void {
  const of = ({ debugging }: IosDevice, side: 'peer' | 'local'): [DebugConditions, PeerCondition[]] => {
    const { conditions } = debugging;
    return [conditions, side === 'peer' ? conditions.peers : conditions.locals];
  };
  execMode
    .add('debug crypto condition {peer|local}:side ipv4 A.B.C.D:address', {
      privilege,
      run: (device, { side, address }) => {
        const [conditions, list] = of(device, side);
        conditions.add(list, { address, mask: hostMask });
      },
      no: (device, { side, address }) => {
        const [conditions, list] = of(device, side);
        conditions.remove(list, { address, mask: hostMask });
      },
    })
    .add('debug crypto condition {peer|local}:side subnet A.B.C.D:address MASK:mask', {
      privilege,
      run: (device, { side, address, mask }) => {
        if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
        const [conditions, list] = of(device, side);
        conditions.add(list, { address: networkOf(address, mask), mask });
      },
      no: (device, { side, address, mask }) => {
        const [conditions, list] = of(device, side);
        conditions.remove(list, { address: networkOf(address, mask), mask });
      },
    });
}

function conditionLines(conditions: DebugConditions): string[] {
  const flag = (kind: ConditionalDebug): string => (conditions.unmatched.has(kind) ? 'ON' : 'OFF');
  return [
    `Crypto conditional debug currently is turned ${conditions.isOn ? 'ON' : 'OFF'}`,
    `IKE debug context unmatched flag: ${flag('isakmp')}`,
    `IPsec debug context unmatched flag: ${flag('ipsec')}`,
    `Crypto Engine debug context unmatched flag: ${flag('engine')}`,
    ...listLines('IKE peer', conditions.peers),
    ...listLines('IKE local', conditions.locals),
  ];
}

function listLines(side: string, conditions: readonly PeerCondition[]): string[] {
  const hosts = conditions.filter(({ mask }) => mask === hostMask);
  const subnets = conditions.filter(({ mask }) => mask !== hostMask);
  return [
    ...(hosts.length > 0
      ? ['', `${side} IP address filters:`, hosts.map(({ address }) => formatIpv4(address)).join(' ')]
      : []),
    ...(subnets.length > 0
      ? [
          '',
          `${side} IP subnet filters:`,
          ...subnets.map(({ address, mask }) => `${formatIpv4(address)}/${formatIpv4(mask)}`),
        ]
      : []),
  ];
}

function declareWords(): void {
  execMode.words({
    'debug crypto condition': 'Define debug condition filters',
    'condition peer': 'Peer filter',
    'condition local': 'Local filter',
    'side ipv4': 'IPv4 address',
    'side ipv4 address': 'IPv4 address',
    'side subnet': 'Subnet',
    'side subnet address': 'Subnet address',
    'subnet address mask': 'Subnet mask',
    'condition unmatched': 'Output debugs even if no context available',
    'unmatched isakmp': 'ISAKMP debugs',
    'unmatched ipsec': 'IPSec debugs',
    'unmatched engine': 'Crypto Engine debugs',
    'condition reset': 'Delete all debug filters and turn off conditional debug',
    'show crypto debug-condition': 'Debug Condition filters',
  });
}
