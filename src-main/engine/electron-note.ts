/** That this installation has once tried to fetch Electron, so that nobody waits for it a second time. */
import path from 'node:path';
import { openStore, type Store } from '../storage/store.ts';
import { databaseName } from './engine.ts';

const key = 'electron-tried';

export function wasElectronTried(home: string, version: string): boolean {
  return withStore(home, (store) => store.installation.get(key) === version);
}

export function noteElectronTried(home: string, version: string): void {
  withStore(home, (store) => store.setInstallation(key, version));
}

function withStore<T>(home: string, use: (store: Store) => T): T {
  const store = openStore(path.join(home, databaseName));
  try {
    return use(store);
  } finally {
    store.close();
  }
}
