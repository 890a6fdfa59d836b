/** The modes of `crypto ca trustpoint`, whose lines stand in this order, and of `crl configure` in it. */
import { Mode } from '../../cli/mode.ts';
import type { Trustpoint } from '../../ios/pki/pki-state.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export interface TrustpointContext {
  readonly device: AsaDevice;
  readonly trustpoint: Trustpoint;
}

export const trustpointMode = new Mode<TrustpointContext>({
  name: 'trustpoint',
  prompt: '(config-ca-trustpoint)#',
  privilege: 15,
  parent: configureMode,
  layout: ['revocation-check', 'enrollment', 'fqdn', 'ip-address', 'subject-name', 'serial-number', 'keypair', 'crl'],
});

export const revocationListMode = new Mode<TrustpointContext>({
  name: 'revocation list',
  prompt: '(config-ca-crl)#',
  privilege: 15,
  parent: trustpointMode,
});
