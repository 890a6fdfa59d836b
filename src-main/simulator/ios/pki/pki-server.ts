/** crypto pki server: the certificate authority that is built into IOS. Dialogue: gh id:5009080601, id:28453184466. */
import { block } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { serverMode, type ServerContext } from './pki-server-mode.ts';
import { declareServerSettings } from './pki-server-settings.ts';
import { serve, startServer } from './pki-server-run.ts';
import type { CertificateServer } from './pki-state.ts';
import { isLoading } from './pki-work.ts';

export function declareServer(): void {
  configureMode
    .words({
      'pki server': 'Enable IOS Certificate server',
      'server name': 'Certificate Server Name',
    })
    .add('crypto pki server WORD:name', {
      section: 'crypto pki',
      run: enter,
      no: (device, { name }) => {
        const { pki } = device.settings;
        if (pki.server?.name !== name) throw Refusal.because(`% Certificate server ${name} is not defined`);
        pki.server = undefined;
      },
      show: (device) => {
        const { server } = device.settings.pki;
        return server ? [block(`crypto pki server ${server.name}`, serverMode, { device, server }), '!'] : [];
      },
    });
  declareServerSettings(serverMode);
  serverMode
    .words({ shutdown: 'Shutdown the Certificate Server', exit: 'Exit from Certificate Server entry mode' })
    .add('shutdown', {
      run: ({ server }) => (server.isShutdown = true),
      no: start,
      show: ({ server }) => (server.isShutdown ? ['shutdown'] : []),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

const newServer = (name: string): CertificateServer => ({
  name,
  issuerName: undefined,
  databaseLevel: 'minimum',
  databaseUrl: undefined,
  hasArchive: true,
  grantsAll: false,
  hash: 'sha1',
  certificateDays: 365,
  authorityDays: 1095,
  listHours: 6,
  distributionPoint: undefined,
  authority: undefined,
  isShutdown: true,
  requests: [],
});

function enter(device: IosDevice, { name }: { name: string }, exec: Exec): void {
  const { pki } = device.settings;
  if (pki.server && pki.server.name !== name) {
    throw Refusal.because(`% Certificate server ${pki.server.name} is configured already: a router has one`);
  }
  // A configuration says so when the server is down.
  if (!pki.server && isLoading(exec)) serve(device, device.router);
  pki.server ??= { ...newServer(name), isShutdown: !isLoading(exec) };
  exec.enter(serverMode, { device, server: pki.server });
}

/** The passphrase would protect the archive of the key: there is none, so it is only asked for. */
async function start({ device, server }: ServerContext, _: unknown, exec: Exec): Promise<void> {
  if (server.authority && !server.isShutdown) return;
  if (device.settings.clockAhead === undefined) {
    if (isLoading(exec)) return;
    throw Refusal.because('% Time has not been set. Cannot start the Certificate server.');
  }
  if (!server.authority && !isLoading(exec)) {
    exec.print(
      '%Some server settings cannot be changed after CA certificate generation.',
      '% Please enter a passphrase to protect the private key',
      '% or type Return to exit',
    );
    const password = await exec.askSecret('Password: ');
    if (password === '') return;
    const again = await exec.askSecret('Re-enter password: ');
    if (again !== password) throw Refusal.because('% Passwords do not match');
  }
  startServer(device, server, exec);
}
