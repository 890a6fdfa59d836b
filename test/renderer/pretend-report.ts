import type { ImportReport } from '../../src-main/api/contract/laboratory.ts';
import { Failure } from '../../src-main/base/errors.ts';

/** What is said of a topology file, whatever is in it; a file whose name has "bad" in it is refused. */
export function pretendReport({ name }: { name: string }): ImportReport {
  if (name.includes('bad'))
    throw new Failure('bad-input', 'unknown-format', 'This is a GNS3 1.5 project, revision 4: not yet.', [
      {
        ...{ severity: 'error', path: 'revision', line: 3, column: 15, message: 'revision 4 is not read' },
        mend: 'Open the project in GNS3 2.0 or newer and save it again.',
      },
    ]);
  const routers = ['R1', 'R2', 'R3', 'R4'];
  const interfaces = ['FastEthernet0/0', 'FastEthernet0/1', 'FastEthernet1/0'];
  return {
    ...{ format: 'gns3', name: 'branch-office' },
    nodes: [
      ...routers.map((router) => ({
        ...{ id: router.toLowerCase(), name: router, platform: 'ios' as const, model: 'dynamips c7200' },
        ...{ interfaces, isSimulated: true },
      })),
      {
        id: 'fw',
        name: 'FW1',
        platform: 'asa',
        model: 'qemu asav',
        interfaces: ['Management0/0', 'GigabitEthernet0/0'],
        isSimulated: false,
      },
      {
        id: 'sw',
        name: 'Switch1',
        platform: 'switch',
        model: 'ethernet_switch',
        interfaces: ['Ethernet0', 'Ethernet1'],
        isSimulated: true,
      },
    ],
    links: [
      {
        id: '1',
        ends: [
          { node: 'r1', interface: 'FastEthernet0/0' },
          { node: 'r2', interface: 'FastEthernet0/0' },
        ],
      },
      {
        id: '2',
        ends: [
          { node: 'r2', interface: 'FastEthernet0/1' },
          { node: 'sw', interface: 'Ethernet0' },
        ],
      },
      {
        id: '3',
        ends: [
          { node: 'r3', interface: 'FastEthernet0/0' },
          { node: 'sw', interface: 'Ethernet1' },
        ],
      },
      {
        id: '4',
        ends: [
          { node: 'r4', interface: 'FastEthernet0/0' },
          { node: 'fw', interface: 'GigabitEthernet0/0' },
        ],
      },
    ],
    diagnostics: [
      {
        severity: 'warning',
        path: 'topology.nodes[4]',
        line: 212,
        column: 13,
        message: 'FW1 is an ASA, which is not simulated: it stays off.',
        mend: 'Give it an address in the inventory to reach the real one.',
      },
      {
        severity: 'note',
        path: 'topology.nodes[1].properties.slot2',
        line: 96,
        message: 'PA-4T+ is a serial card, which is not simulated.',
      },
    ],
  };
}
