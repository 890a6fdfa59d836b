/** The door to a router's virtual terminals. Loaded only where SSH is wanted: its library costs what starting a router does. */
import { generateHostKey } from '../devices/transport/host-key.ts';
import { listenSsh } from '../devices/transport/ssh-server.ts';
import type { Endpoint, Listener } from '../devices/transport/tcp.ts';
import type { BuiltinProvider } from '../providers/builtin/builtin-provider.ts';
import type { Store } from '../storage/store.ts';
import { join } from './door-join.ts';
import { answerCommand } from './remote-command.ts';

const hostKeyName = 'ssh-host-key';

/** One host key for this installation: it is made when it is first needed, and clients know it again ever after. */
export function hostKeyOf(store: Store): string {
  return store.installationOrNew(hostKeyName, () => generateHostKey().privateKey);
}

/** @throws Failure port-in-use */
export function sshDoor(
  provider: BuiltinProvider,
  node: string,
  { host, port, hostKey }: Endpoint & { hostKey: string },
): Promise<Listener> {
  return listenSsh({
    host,
    port,
    hostKey,
    authenticate: ({ username, password }) => provider.service.authenticate(node, username, password),
    isKeyOf: ({ username, blob }) => provider.service.isKeyOf(node, username, new Uint8Array(blob)),
    accept: (duplex, terminal, user) => {
      const { width: columns, height: rows } = terminal;
      void join(duplex, terminal, provider.openLine({ node, kind: 'vty', columns, rows, user }));
    },
    execute: (command, duplex, user) => void answerCommand(duplex, provider, { node, user, command }),
  });
}
