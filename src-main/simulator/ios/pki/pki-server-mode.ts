/** The mode of `crypto pki server`: its lines stand in this order. */
import { Mode } from '../../cli/mode.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { CertificateServer } from './pki-state.ts';

export interface ServerContext {
  readonly device: IosDevice;
  readonly server: CertificateServer;
}

export const serverMode = new Mode<ServerContext>({
  name: 'certificate server',
  prompt: '(cs-server)#',
  title: 'Certificate Server configuration commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['database', 'issuer-name', 'grant', 'hash', 'lifetime', 'cdp-url', 'shutdown'],
});
