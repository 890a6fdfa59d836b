/** The process that Electron runs the engine in: every page of the window is served over a port of its own. */
import type { MessageEvent, MessagePortMain } from 'electron';
import { serveLaboratory } from '../api/serve-laboratory.ts';
import type { Port } from '../base/remote.ts';
import { Engine } from '../engine/engine.ts';
import { installationAt } from '../engine/installation.ts';
import { readLabIndex } from '../engine/lab-index.ts';
import { launcherOf } from '../engine/launcher.ts';
import { keychainAt } from './keychain.ts';
import { portOf } from './port.ts';

const [root = '', labs = '', secrets = ''] = process.argv.slice(2);
const installation = installationAt(root, process.env, process.platform);
const { home } = installation;
const labFolders = [labs, ...installation.labFolders.slice(1)];
let giveKeychain: (port: Port) => void = () => undefined;
const keychainPort = new Promise<Port>((resolve) => (giveKeychain = resolve));
const engine = new Engine({
  home,
  labFolders,
  labIndex: readLabIndex(installation.labIndex),
  launch: launcherOf(installation),
  ...(secrets === 'keychain' && { keychain: keychainAt(keychainPort) }),
});

process.parentPort.on('message', (event: MessageEvent) => {
  const [port] = event.ports;
  if (port && event.data === 'keychain') giveKeychain(started(port));
  else if (port) servePage(port);
  else void engine.close().then(() => process.exit());
});

function servePage(port: MessagePortMain): void {
  port.on('close', serveLaboratory(engine.laboratory, portOf(port), tell));
  port.start();
}

function started(port: MessagePortMain): Port {
  port.start();
  return portOf(port);
}

/** A bug ends on the standard error of the program, with all that helps to find it. */
function tell(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
