/**
 * What IKE version 2 has to do with the rest of a router: its defaults when it starts, what is counted of it, and what the
 * log says. `%CRYPTO-5-IKEV2_SESSION_STATUS` comes with `crypto logging ikev2`, in IOS XE 17 without it.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { defaultName } from '../../ike2/configuration.ts';
import type { Ikev2AuthFailure, Ikev2Event } from '../../ike2/events.ts';
import { describeIdentity } from '../../ike2/identity.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import type { IosDevice } from '../device.ts';
import { defaultProposalOf, hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

export function declareIkev2Logging(): void {
  configureMode
    .words({ 'crypto logging': 'logging messages', 'crypto logging ikev2': 'ikev2 logging' })
    .add('crypto logging ikev2', {
      section: 'crypto ikev2',
      when: hasIkev2,
      run: ({ settings }) => (settings.logsIkev2 = true),
      no: ({ settings }) => (settings.logsIkev2 = false),
      show: ({ settings }) => (settings.logsIkev2 ? ['crypto logging ikev2'] : []),
    });
}

export function attachIkev2(device: IosDevice): void {
  const { router, settings, flavour } = device;
  const { proposals, policies } = router.crypto.ikev2;
  if (!flavour.hasIkev2) {
    proposals.clear();
    policies.clear();
    return;
  }
  proposals.set(defaultName, defaultProposalOf(device));
  // IOS XE gives the association up when its first child fails (faults.tsv: V2-CHILD).
  router.crypto.endsWithFirstChild = flavour.train === '17';
  router.ipsec.ikev2Events.on((event) => {
    settings.ikev2Statistics.count(event);
    report(device, event);
  });
}

function report(device: IosDevice, event: Ikev2Event): void {
  const { log, settings, flavour } = device;
  const tells = settings.logsIkev2 || flavour.train === '17';
  if (event.kind === 'established' && tells) reportSession(device, event.sa, 'UP');
  if (event.kind === 'sa-deleted' && tells && event.sa.establishedAt !== undefined && event.reason !== 'renewed') {
    reportSession(device, event.sa, 'DOWN');
  }
  const text = abortOf(event);
  if (text === undefined) return;
  log.report({
    facility: 'IKEV2',
    severity: 3,
    mnemonic: 'NEG_ABORT',
    text: `Negotiation aborted due to ERROR: ${text}`,
  });
}

function reportSession({ log }: IosDevice, { remote, ports, remoteIdentity }: Ikev2Sa, state: 'UP' | 'DOWN'): void {
  const id = remoteIdentity ? describeIdentity(remoteIdentity) : formatIpv4(remote);
  const text = `Crypto tunnel v2 is ${state}.  Peer ${formatIpv4(remote)}:${ports.remote}       Id: ${id}`;
  log.report({ facility: 'CRYPTO', severity: 5, mnemonic: 'IKEV2_SESSION_STATUS', text });
}

const notFound = 'Failed to locate an item in the database';

const failures: Readonly<Record<Ikev2AuthFailure, string>> = {
  'no-profile': notFound,
  'not-expected': notFound,
  'no-authorization': 'Auth exchange failed',
  'no-key': notFound,
  'no-certificate': notFound,
  'peer-certificate': 'Auth exchange failed',
  method: 'Auth exchange failed',
  extensible: 'Auth exchange failed',
  mismatch: 'Auth exchange failed',
  refused: 'Auth exchange failed',
};

function abortOf(event: Ikev2Event): string | undefined {
  if (event.kind === 'no-suite') return 'Failed to find a matching policy';
  if (event.kind === 'authentication-failed') return failures[event.why];
  if (event.kind !== 'sa-deleted' || event.sa.establishedAt !== undefined) return undefined;
  return event.reason === 'retransmission' ? 'Maximum number of retransmissions reached' : undefined;
}
