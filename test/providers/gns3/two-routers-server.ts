/** A contract server with the network that every provider is tried on. */
import { startRouters, topologyOnServer } from '../suite/two-routers.ts';
import { ContractServer, type ContractOptions } from './contract-server/contract-server.ts';
import { makeNode } from './contract-server/nodes.ts';
import { worldOf } from './contract-server/world.ts';

export async function serverWithTwoRouters(
  major: 2 | 3,
  options: Partial<ContractOptions> = {},
): Promise<{ server: ContractServer; project: string }> {
  const server = await ContractServer.start({ major, ...options });
  const { state } = server;
  const { project_id: project } = state.makeProject('two routers');
  const template = (type: string) => {
    const found = state.templates.find((one) => one.template_type === type);
    if (!found) throw new Error(`no template of ${type}`);
    return found;
  };
  topologyOnServer.nodes.forEach(({ name, platform, position: { x, y } }, number) => {
    const type = platform === 'switch' ? 'ethernet_switch' : 'qemu';
    const node = makeNode(template(type), { project, name, x, y, console: 5000 + 2 * number, number });
    state.nodes.set(node.node_id, node);
  });
  const nodes = state.nodesOf(project);
  for (const { ends } of topologyOnServer.links)
    state.makeLink(
      project,
      ends.map((end) => {
        const node = nodes.find(({ name }) => name === end.node);
        const number = Number(/\d+$/.exec(end.interface)?.[0]);
        const isSwitch = node?.node_type === 'ethernet_switch';
        return {
          node_id: node?.node_id ?? '',
          adapter_number: isSwitch ? 0 : number,
          port_number: isSwitch ? number : 0,
        };
      }),
    );
  state.worlds.set(
    project,
    startRouters().then((routers) => worldOf(routers, topologyOnServer, () => nodes)),
  );
  for (const node of nodes.filter(({ name }) => name === 'R1' || name === 'R2')) await state.start(node);
  return { server, project };
}
