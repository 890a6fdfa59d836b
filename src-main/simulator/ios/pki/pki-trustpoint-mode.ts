/** The mode of `crypto pki trustpoint`: its lines stand in this order. */
import { Mode } from '../../cli/mode.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { Trustpoint } from './pki-state.ts';

export interface TrustpointContext {
  readonly device: IosDevice;
  readonly trustpoint: Trustpoint;
}

export const trustpointMode = new Mode<TrustpointContext>({
  name: 'trustpoint',
  prompt: '(ca-trustpoint)#',
  title: 'Certificate Authority trustpoint commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['enrollment', 'serial-number', 'fqdn', 'ip-address', 'subject-name', 'revocation-check', 'keypair', 'hash'],
});
