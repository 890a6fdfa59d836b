import { exportCml } from '../../../src-main/exporters/cml/cml.ts';
import { connectCml } from '../../../src-main/providers/cml/cml-server.ts';
import { Controller } from '../cml/contract/controller.ts';
import { behavesAsProvider } from './provider.common.ts';
import { nodes, topologyOnServer } from './two-routers.ts';

const traits = {
  kind: 'cml',
  sharesConsoles: true,
  hasServer: true,
  hasPower: true,
  hasCapture: true,
} as const;

behavesAsProvider('CmlProvider', traits, async (topology) => {
  const controller = await Controller.start();
  const lab = controller.import(exportCml(topologyOnServer).text);
  controller.boot(lab, nodes.first, nodes.second, nodes.switch);
  const server = await connectCml(controller.address, { consolePort: controller.consoles.port });
  return {
    provider: await server.open(lab.id, topology),
    connections: () => controller.consoles.open.size + controller.pages,
    stopElsewhere: (label) => {
      const node = lab.nodes.find((one) => one.label === label);
      if (node) controller.stopNode(lab, node);
    },
    dispose: async () => {
      await server.close();
      await controller.end();
    },
  };
});
