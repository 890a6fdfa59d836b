/** The suite of all providers, against servers of both versions, over telnet ports and over WebSockets. */
import { expect } from 'vitest';
import type { ServerAddress } from '../../../src-main/providers/lab-server.ts';
import { connectGns3 } from '../../../src-main/providers/gns3/gns3-server.ts';
import { behavesAsProvider } from '../suite/provider.common.ts';
import { serverWithTwoRouters } from './two-routers-server.ts';

const traits = { kind: 'gns3', sharesConsoles: true, hasServer: true, hasPower: true, hasCapture: true } as const;

function behaves(name: string, major: 2 | 3, consoles: ServerAddress['consoles']): void {
  behavesAsProvider(name, traits, async (topology) => {
    const { server, project } = await serverWithTwoRouters(major);
    const login = { username: 'admin', password: 'admin' };
    const address = { kind: 'gns3', url: server.url, login, ...(consoles ? { consoles } : {}) } as const;
    const lab = await connectGns3(address);
    const provider = await lab.open(project, topology);
    await lab.close();
    return {
      provider,
      stopElsewhere: async (name) => {
        const node = [...server.state.nodes.values()].find((one) => one.name === name);
        if (node) await server.state.stop(node);
      },
      connections: () => server.connections,
      dispose: async () => {
        await server.stop();
        expect(server.breaches).toEqual([]);
      },
    };
  });
}

behaves('Gns3Provider on GNS3 2', 2, undefined);
behaves('Gns3Provider on GNS3 3', 3, undefined);
behaves('Gns3Provider on GNS3 3 through the server', 3, 'websocket');
