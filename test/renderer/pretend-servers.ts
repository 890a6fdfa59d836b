/** The part of a pretended laboratory that is about servers: there are none, and nothing is asked. */
import type { Servers } from '../../src-main/api/contract/servers.ts';
import { Failure } from '../../src-main/base/errors.ts';

const none = (): Promise<never> =>
  Promise.reject(new Failure('bad-input', 'unknown-server', 'There is no such server: it may have been removed.'));
const nothing = (): Promise<void> => Promise.resolve();

export const pretendServers: Servers = {
  servers: () => Promise.resolve([]),
  addServer: () => Promise.resolve('server-1'),
  changeServer: none,
  removeServer: none,
  testServer: none,
  projects: none,
  openProject: none,
  removeProject: none,
  planDeployment: none,
  onDeployment(_, listener) {
    listener({ kind: 'failed', code: 'unknown-server', message: 'There is no such server.', diagnostics: [] });
    return () => undefined;
  },
  inventories: () => Promise.resolve([]),
  readInventory: none,
  addInventory: () => Promise.resolve('inventory-1'),
  changeInventory: none,
  removeInventory: none,
  binding: () => Promise.resolve({ roles: [], nodes: [], diagnostics: [] }),
  secrets: () => Promise.resolve({ state: 'open', by: 'passphrase' }),
  unlockSecrets: nothing,
  onQuestion: () => () => undefined,
  answer: nothing,
};
