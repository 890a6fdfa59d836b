/** show ip interface [brief] [NAME]. */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { Interface } from '../../router/interface.ts';
import type { InterfaceContext, IosDevice } from '../device.ts';
import { addressLine } from './interface-address-line.ts';
import { headingOf, listed, stateOf } from './interface-state.ts';
import { execMode } from '../modes.ts';

export function declareShowIpInterface(): void {
  execMode
    .words({
      'show ip interface': 'IP interface status and configuration',
      'interface brief': 'Brief summary of IP status and configuration',
    })
    .add('show ip interface [INTERFACE:name]', {
      run: (device, { name }, exec) => exec.print(...meant(device, name).flatMap(blockLines)),
    })
    .add('show ip interface brief [INTERFACE:name]', {
      run: (device, { name }, exec) => exec.print(briefHeading, ...meant(device, name).map(briefLine)),
    });
}

function meant(device: IosDevice, name: string | undefined): InterfaceContext[] {
  const interfaces = listed(device).filter((one) => (name ?? one.name) === one.name);
  return interfaces.map((one) => ({ device, one }));
}

const briefHeading = 'Interface                  IP-Address      OK? Method Status                Protocol';

function briefLine({ device, one }: InterfaceContext): string {
  const { status, protocol } = stateOf(one);
  const address = one.sourceAddress === undefined ? 'unassigned' : formatIpv4(one.sourceAddress);
  const { method } = device.notesOf(one);
  const columns = [
    one.name.padEnd(26),
    address.padEnd(15),
    'YES',
    method.padEnd(6),
    status.padEnd(21),
    protocol.padEnd(8),
  ];
  return columns.join(' ');
}

/** What a router of 12.4 has on by default, and what this one never turns on; the rest is as configured. */
const switching = [
  '  ICMP mask replies are never sent',
  '  IP fast switching is enabled',
  '  IP fast switching on the same interface is disabled',
  '  IP Flow switching is disabled',
  '  IP CEF switching is enabled',
  '  IP CEF switching turbo vector',
  '  IP multicast fast switching is enabled',
  '  IP multicast distributed fast switching is disabled',
  '  IP route-cache flags are Fast, CEF',
  '  Router Discovery is disabled',
  '  IP output packet accounting is disabled',
  '  IP access violation accounting is disabled',
  '  TCP/IP header compression is disabled',
  '  RTP/IP header compression is disabled',
];

const last = [
  '  BGP Policy Mapping is disabled',
  '  WCCP Redirect outbound is disabled',
  '  WCCP Redirect inbound is disabled',
  '  WCCP Redirect exclude is disabled',
];

function blockLines({ device, one }: InterfaceContext): string[] {
  const heading = headingOf(one);
  if (!one.address && !one.lender) return [heading, '  Internet protocol processing disabled'];
  const { method, harmless } = device.notesOf(one);
  const determined = method === 'NVRAM' ? 'non-volatile memory' : 'setup command';
  return [
    heading,
    ...addressLine(one),
    '  Broadcast address is 255.255.255.255',
    ...(one.address ? [`  Address determined by ${determined}`] : []),
    `  MTU is ${one.ipMtu} bytes`,
    '  Helper address is not set',
    '  Directed broadcast forwarding is disabled',
    ...one.secondaries.map(({ address, mask }) => `  Secondary address ${formatIpv4(address)}/${lengthOfMask(mask)}`),
    ...accessLines(one),
    `  Split horizon is ${harmless.has('ip split-horizon') ? 'disabled' : 'enabled'}`,
    `  ICMP redirects are ${one.sendsRedirects ? 'always' : 'never'} sent`,
    `  ICMP unreachables are ${one.sendsUnreachables ? 'always' : 'never'} sent`,
    ...switching,
    one.policyMap === undefined
      ? '  Policy routing is disabled'
      : `  Policy routing is enabled, using route map ${one.policyMap}`,
    `  Network address translation is ${one.natSide ? `enabled, interface in domain ${one.natSide}` : 'disabled'}`,
    ...last,
  ];
}

function accessLines({ accessGroup, answersForOthers }: Interface): string[] {
  return [
    `  Outgoing access list is ${accessGroup.out ?? 'not set'}`,
    `  Inbound  access list is ${accessGroup.in ?? 'not set'}`,
    `  Proxy ARP is ${answersForOthers ? 'enabled' : 'disabled'}`,
    '  Local Proxy ARP is disabled',
    '  Security level is default',
  ];
}
