/** What becomes of a topology on a server: nodes, ports, links and start configurations, or nothing at all. */
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/base/errors.ts';
import { importTopology } from '../../../src-main/importers/import.ts';
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import type { LabServer } from '../../../src-main/providers/lab-server.ts';
import { connectGns3 } from '../../../src-main/providers/gns3/gns3-server.ts';
import { topologyOnServer } from '../suite/two-routers.ts';
import { ContractServer } from './contract-server/contract-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function connected(major: 2 | 3, version?: string): Promise<{ server: ContractServer; lab: LabServer }> {
  const server = await ContractServer.start({ major, ...(version === undefined ? {} : { version }) });
  const lab = await connectGns3({ kind: 'gns3', url: server.url, login: { username: 'admin', password: 'admin' } });
  ends.push(async () => {
    await lab.close();
    await server.stop();
    expect(server.breaches).toEqual([]);
  });
  return { server, lab };
}

function router(name: string, model: string, interfaces: string[]): TopologyNode {
  const position = { x: 0, y: 0 };
  return {
    id: `id of ${name}`,
    name,
    platform: 'ios',
    model,
    interfaces: interfaces.map((one) => ({ name: one })),
    position,
  };
}

const csr = {
  ...{ template_id: '3f8b6a54-0c0e-4f0e-9a51-8d2f5c1e1000', name: 'CSR', template_type: 'qemu', compute_id: 'local' },
  ...{ builtin: false, default_name_format: '{name}-{0}', adapters: 3 },
  hda_disk_image: 'csr1000v-universalk9.17.03.02-serial.qcow2',
};
const container = {
  ...{ template_id: '3f8b6a54-0c0e-4f0e-9a51-8d2f5c1e2000', name: 'Alpine', template_type: 'docker' },
  ...{ compute_id: 'local', builtin: false, default_name_format: '{name}-{0}', adapters: 2, image: 'alpine:latest' },
};
const frrContainer = {
  ...{ template_id: '3f8b6a54-0c0e-4f0e-9a51-8d2f5c1e3000', name: 'FRR', image: 'frrouting/frr:latest' },
  extra_volumes: ['/etc/frr/'],
};

const deploymentOf = (topology: Topology, configurations: Record<string, string> = {}) => ({
  title: topology.name,
  topology,
  configurations,
});

const twoOf = (model: string, from: string, to: string): Topology => {
  const nodes = [router('R1', model, [from]), router('R2', model, [to])];
  const [a, b] = nodes.map(({ id, interfaces }) => ({ node: id, interface: interfaces[0]?.name ?? '' }));
  return { name: 'pair', nodes, links: a && b ? [{ id: 'link', ends: [a, b] }] : [] };
};

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`a Failure was expected, not ${String(error)}`);
}

describe.each([2, 3] as const)('deploying to GNS3 %i', (major) => {
  it('makes the nodes where they are drawn, and joins them at the ports of the same names', async () => {
    const { server, lab } = await connected(major);
    const says: string[] = [];
    const { project, shortfalls } = await lab.deploy(deploymentOf(topologyOnServer), {}, (one) => says.push(one));
    const nodes = server.state.nodesOf(project);
    expect(nodes.map(({ name, node_type: type, x, y }) => `${name} ${type} ${x},${y}`)).toEqual([
      'R1 qemu -100,0',
      'R2 qemu 100,0',
      'R3 qemu 0,0',
      'SW1 ethernet_switch 0,100',
    ]);
    expect(server.state.linksOf(project)).toHaveLength(topologyOnServer.links.length);
    expect(shortfalls).toEqual([]);
    expect(says).toEqual(expect.arrayContaining(['makes R2 (2 of 4)', 'joins them by 4 links']));
  });

  it('puts start configurations where each emulator looks for them', async () => {
    const { server, lab } = await connected(major);
    const topology = {
      name: 'kinds',
      nodes: [
        router('R1', 'dynamips c3725', ['FastEthernet0/0']),
        router('R2', 'qemu iosv', ['GigabitEthernet0/0']),
        { ...router('PC1', 'vpcs', ['Ethernet0']), platform: 'vpcs' as const },
      ],
      links: [],
    };
    const configurations = {
      'id of R1': 'hostname R1\n',
      'id of R2': 'hostname R2\n',
      'id of PC1': 'ip 10.0.0.1/24\n',
    };
    const { project } = await lab.deploy(deploymentOf(topology, configurations), {});
    const byName = new Map(server.state.nodesOf(project).map((node) => [node.name, node]));
    const [r1, r2, pc] = ['R1', 'R2', 'PC1'].map((name) => byName.get(name));
    if (!r1 || !r2 || !pc) throw new Error('three nodes were asked for');
    expect(server.state.configurationOf(r1)).toBe('hostname R1\n');
    expect(server.state.configurationOf(r2)).toBe('hostname R2\n');
    expect(server.state.files.has(`${pc.node_id}/startup.vpc`)).toBe(true);
  });

  it('keeps beside a machine what GNS3 puts into none, under the names that its router has for its ports', async () => {
    const { server, lab } = await connected(major);
    server.state.templates.push({ ...csr });
    const node = { ...router('R1', 'qemu csr1000v', ['GigabitEthernet1']), platform: 'iosxe' as const };
    const text = 'interface GigabitEthernet1\n ip address 10.0.0.1 255.255.255.0\n';
    const { project, shortfalls } = await lab.deploy(
      deploymentOf({ name: 'one', nodes: [node], links: [] }, { 'id of R1': text }),
      {},
    );
    expect(shortfalls.map(({ message }) => message)).toEqual([
      expect.stringContaining('is typed at its console when it is first started from here, and saved'),
    ]);
    const [made] = server.state.nodesOf(project);
    const kept = server.state.files.get(`${made?.node_id}/startup-config.cfg`);
    expect(new TextDecoder().decode(kept)).toBe(text);
    const read = importTopology(await lab.read(project)).topology;
    expect(read.nodes[0]?.configuration).toBe(text);
    const provider = await lab.open(project, read);
    ends.push(() => provider.stop());
    const id = read.nodes[0]?.id ?? '';
    expect(await provider.starts?.of([id])).toEqual(new Map([[id, { text, isTyped: false }]]));
    await provider.starts?.typed(id);
    expect(await provider.starts?.of([id])).toEqual(new Map([[id, { text, isTyped: true }]]));
  });

  it('tells with each template how a start configuration would come to the node', async () => {
    const { server, lab } = await connected(major);
    server.state.templates.push({ ...container }, { ...container, ...frrContainer });
    const linux = { ...router('L1', 'docker linux', ['eth0']), platform: 'linux' as const };
    const topology = { name: 'hosts', nodes: [linux], links: [] };
    const startsOf = async (text: string) => {
      const [plan] = await lab.plan(deploymentOf(topology, { 'id of L1': text }));
      return new Map(plan?.templates.map(({ name, start }) => [name, start]));
    };
    const frr = await startsOf('frr version 8.4\nrouter ospf\n');
    expect(frr.get('FRR')).toBeUndefined();
    expect(frr.get('Alpine')).toMatch(/typed at its console whenever it is started from here: GNS3 puts none/);
    expect((await startsOf('#cloud-config\n')).get('Alpine')).toMatch(/is not there: .*cloud-init/);
    expect((await startsOf('ip addr add 10.0.0.1/24 dev eth0\n')).get('Alpine')).toBeUndefined();
  });

  it('lets a container find its start in its files, and says what cannot be brought there', async () => {
    const { server, lab } = await connected(major);
    server.state.templates.push({ ...container }, { ...container, ...frrContainer });
    const linux = (name: string) => ({ ...router(name, 'docker linux', ['eth0']), platform: 'linux' as const });
    const other = { ...router('S1', 'docker eos', ['Ethernet1']), platform: 'unknown' as const };
    const topology = { name: 'hosts', nodes: [...['L1', 'L2', 'L3', 'L4'].map(linux), other], links: [] };
    const frr = 'frr version 8.4\nrouter ospf\n network 10.0.0.0/24 area 0\n';
    const { project, shortfalls } = await lab.deploy(
      deploymentOf(topology, {
        'id of L1': 'ip addr add 10.0.0.1/24 dev eth0',
        'id of L2': frr,
        'id of L3': '#cloud-config\n',
        'id of L4': frr,
        'id of S1': 'hostname S1\ninterface Ethernet1\n',
      }),
      {
        ...Object.fromEntries(topology.nodes.map(({ id }) => [id, container.template_id])),
        'id of L2': frrContainer.template_id,
      },
    );
    const fileOf = (name: string, path: string): string => {
      const id = server.state.nodesOf(project).find((node) => node.name === name)?.node_id ?? '';
      return new TextDecoder().decode(server.state.files.get(`${id}/${path}`));
    };
    expect(fileOf('L1', 'etc/network/interfaces')).toContain('up sh /etc/network/quickmode-start.sh');
    expect(fileOf('L1', 'etc/network/quickmode-start.sh')).toContain('\nip addr add 10.0.0.1/24 dev eth0\n');
    expect(fileOf('L2', 'etc/frr/frr.conf')).toContain('router ospf');
    const provider = await lab.open(project, topology);
    ends.push(() => provider.stop());
    const waiting = await provider.starts?.of(topology.nodes.map(({ id }) => id));
    expect([...(waiting?.keys() ?? [])]).toEqual(['id of L3', 'id of L4', 'id of S1']);
    // What is saved in a folder that is not kept goes with the container, when its project is closed.
    expect(waiting?.get('id of L4')).toEqual({ text: frr, isTyped: false, isLost: true });
    expect(fileOf('S1', 'etc/network/quickmode-start.sh')).toBe('');
    expect(shortfalls.map(({ message }) => message)).toEqual([
      expect.stringMatching(/configuration of L3 is not there: .*cloud-init/),
      expect.stringMatching(/configuration of L4 is typed at its console whenever it is started from here/),
      expect.stringMatching(/configuration of S1 is not there: QuickMode knows no command line of unknown nodes/),
    ]);
  });

  it('puts modules into the slots that links need', async () => {
    const { server, lab } = await connected(major);
    const { project, shortfalls } = await lab.deploy(
      deploymentOf(twoOf('dynamips c7200', 'FastEthernet1/1', 'Serial2/0')),
      {},
    );
    const [first, second] = server.state.nodesOf(project);
    expect([first?.properties.slot1, second?.properties.slot2]).toEqual(['PA-2FE-TX', 'PA-4T+']);
    expect(shortfalls).toEqual([]);
    expect(server.state.linksOf(project)[0]?.nodes.map((end) => [end.adapter_number, end.port_number])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it('renames interfaces in the start configuration when the template has others, and says so', async () => {
    const { server, lab } = await connected(major);
    const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
    const plan = await lab.plan(deploymentOf(topology));
    const iosv = plan[0]?.templates.find(({ name }) => name.includes('IOSv'))?.id ?? '';
    const configurations = { 'id of R2': 'interface FastEthernet0/1\n ip address 10.0.0.2 255.255.255.0\n' };
    const { project, shortfalls } = await lab.deploy(deploymentOf(topology, configurations), {
      'id of R1': iosv,
      'id of R2': iosv,
    });
    expect(shortfalls.map(({ message }) => message)).toEqual([
      'FastEthernet0/0 of R1 is Gi0/0 on the server.',
      'FastEthernet0/1 of R2 is Gi0/1 on the server.',
    ]);
    const second = server.state.nodesOf(project)[1];
    expect(second && server.state.configurationOf(second)).toContain('interface Gi0/1\n');
  });

  it('offers the templates of the same platform, the model that the topology names first', async () => {
    const { lab } = await connected(major);
    const topology = twoOf('dynamips c7200', 'FastEthernet0/0', 'FastEthernet0/0');
    const [plan] = await lab.plan(deploymentOf(topology));
    expect(plan?.templates.map(({ name }) => name)).toEqual(['c7200', 'c3725', 'Cisco IOSv 15.9(3)M']);
  });

  it('says which nodes the server has no template for, and makes nothing', async () => {
    const { server, lab } = await connected(major);
    const topology = { name: 'none', nodes: [{ ...router('FW', 'asav', []), platform: 'asa' as const }], links: [] };
    const [plan] = await lab.plan(deploymentOf(topology));
    expect(plan?.problem).toContain('FW (asav, asa)');
    const failure = await failureOf(lab.deploy(deploymentOf(topology), {}));
    expect(failure.code).toBe('no-template');
    expect(server.state.projects.size).toBe(0);
  });

  it('takes another name where there is a project of that name, and says so', async () => {
    const { server, lab } = await connected(major);
    server.state.makeProject('pair');
    const { project, shortfalls } = await lab.deploy(
      deploymentOf(twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1')),
      {},
    );
    expect(server.state.projects.get(project)?.name).toBe('pair-2');
    expect(shortfalls[0]?.message).toContain('pair-2');
  });

  it('gives a Frame Relay switch its circuits, and joins serial lines to their ports', async () => {
    const { server, lab } = await connected(major);
    const r1 = router('R1', 'dynamips c3725', ['Serial1/0']);
    const fr = { ...router('FR1', 'frame_relay_switch', ['1', '2']), platform: 'unknown' as const };
    const circuits: [string, string][] = [['1:101', '2:201']];
    const link: Topology['links'][number] = {
      id: 'link',
      ends: [
        { node: r1.id, interface: 'Serial1/0' },
        { node: fr.id, interface: '2' },
      ],
    };
    const topology = { name: 'relay', nodes: [r1, { ...fr, circuits }], links: [link] };
    const { project, shortfalls } = await lab.deploy(deploymentOf(topology), {});
    expect(shortfalls).toEqual([]);
    expect(server.state.linksOf(project)[0]?.nodes[1]).toMatchObject({ adapter_number: 0, port_number: 2 });
    const read = importTopology(await lab.read(project)).topology;
    expect(read.nodes.find(({ name }) => name === 'FR1')?.circuits).toEqual(circuits);
  });

  it('calls a project as a file can be called', async () => {
    const { server, lab } = await connected(major);
    const topology = { ...twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1'), name: 'A/B: "west"' };
    const { project } = await lab.deploy(deploymentOf(topology), {});
    expect(server.state.projects.get(project)?.name).toBe('A-B- -west-');
  });

  it('leaves nothing behind when the server lacks an image', async () => {
    const { server, lab } = await connected(major);
    for (const template of server.state.templates) if (template.name === 'c3725') template.image = 'missing.image';
    const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
    const failure = await failureOf(lab.deploy(deploymentOf(topology), {}));
    expect(failure.code).toBe('image-missing');
    expect(failure.message).toContain('missing.image');
    expect(server.state.projects.size).toBe(0);
  });

  it('reads a project as a file with the same nodes, interfaces and links, and what they start with', async () => {
    const { lab } = await connected(major);
    const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
    const { project } = await lab.deploy(deploymentOf(topology, { 'id of R1': 'hostname R1\n' }), {});
    const file = await lab.read(project);
    const { topology: read, diagnostics } = importTopology(file);
    expect(diagnostics).toEqual([]);
    expect(read.nodes.map(({ name, model, configuration }) => ({ name, model, configuration }))).toEqual([
      { name: 'R1', model: 'dynamips c3725', configuration: 'hostname R1\n' },
      { name: 'R2', model: 'dynamips c3725', configuration: undefined },
    ]);
    expect(read.links[0]?.ends.map((end) => end.interface)).toEqual(['FastEthernet0/0', 'FastEthernet0/1']);
  });

  it('reads a project that is closed, and deletes one', async () => {
    const { server, lab } = await connected(major);
    const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
    const { project } = await lab.deploy(deploymentOf(topology, { 'id of R2': 'hostname R2\n' }), {});
    const known = server.state.projects.get(project);
    if (known) await server.state.closeProject(known);
    expect(await lab.projects()).toEqual([{ id: project, name: 'pair', state: 'closed' }]);
    expect(importTopology(await lab.read(project)).topology.nodes[1]?.configuration).toBe('hostname R2\n');
    await lab.remove(project);
    expect(await lab.projects()).toEqual([]);
  });
});

it('runs the nodes of two projects beside each other', async () => {
  const { lab } = await connected(3);
  const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/0');
  const nodes: string[] = [];
  for (const title of ['one', 'two']) {
    const { project } = await lab.deploy({ ...deploymentOf(topology), title }, {});
    const { text } = await lab.read(project);
    const read = importTopology({ name: 'p.gns3', text }).topology;
    const provider = await lab.open(project, read);
    ends.push(() => provider.stop());
    await provider.power?.start(read.nodes.map(({ id }) => id));
    nodes.push(...provider.nodes.map(({ state }) => state));
  }
  expect(nodes).toEqual(['running', 'running', 'running', 'running']);
});

it('makes nodes on servers from before 2.2, which tell nothing of what they have made', async () => {
  const { server, lab } = await connected(2, '2.1.21');
  server.state.isOld = true;
  const { project } = await lab.deploy(deploymentOf(topologyOnServer), {});
  expect(server.state.nodesOf(project).map(({ name }) => name)).toEqual(['R1', 'R2', 'R3', 'SW1']);
  expect(server.state.linksOf(project)).toHaveLength(topologyOnServer.links.length);
});

it('carries delay and loss of a link, and says what GNS3 has no filter for', async () => {
  const { server, lab } = await connected(2);
  const { links, ...rest } = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
  const conditions = { delay: 20, jitter: 2, loss: 1, bandwidth: 512 };
  const topology = { ...rest, links: links.map((link) => ({ ...link, conditions })) };
  const { project, shortfalls } = await lab.deploy(deploymentOf(topology), {});
  expect(server.state.linksOf(project)[0]?.filters).toEqual({ delay: [20, 2], packet_loss: [1] });
  expect(shortfalls.map(({ message }) => message)).toEqual([expect.stringContaining('no filter')]);
});

it('says which delay and loss of a link became a whole number, and switches no filter off by it', async () => {
  const { server, lab } = await connected(2);
  const { links, ...rest } = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
  const topology = { ...rest, links: links.map((link) => ({ ...link, conditions: { jitter: 4, loss: 0.4 } })) };
  const { project, shortfalls } = await lab.deploy(deploymentOf(topology), {});
  expect(server.state.linksOf(project)[0]?.filters).toEqual({ delay: [1, 4], packet_loss: [1] });
  const whose = `The link ${links[0]?.id} has whole numbers in GNS3`;
  expect(shortfalls.map(({ message }) => message)).toEqual([
    `${whose}: a delay of 0 is there as 1.`,
    `${whose}: a loss of 0.4 is there as 1.`,
  ]);
});

it('moves a drawing that does not fit into the scene of a new project', async () => {
  const { server, lab } = await connected(3);
  const topology = twoOf('dynamips c3725', 'FastEthernet0/0', 'FastEthernet0/1');
  const [first, second] = topology.nodes;
  if (!first || !second) throw new Error('two nodes were asked for');
  const nodes = [
    { ...first, position: { x: 4000, y: 100 } },
    { ...second, position: { x: 4200, y: 300 } },
  ];
  const { project } = await lab.deploy(deploymentOf({ ...topology, nodes }), {});
  expect(server.state.nodesOf(project).map(({ x, y }) => [x, y])).toEqual([
    [-100, -100],
    [100, 100],
  ]);
});

it('ends at once when the server is killed in the middle of it, and says that something is left there', async () => {
  const { server, lab } = await connected(2);
  const progress = (says: string): void => {
    if (says.startsWith('makes R2')) void server.kill();
  };
  const failure = await failureOf(lab.deploy(deploymentOf(topologyOnServer), {}, progress));
  expect(failure.kind).toBe('unreachable');
  expect(failure.message).toContain('The unfinished project could not be deleted either');
});
