/** show crypto isakmp …, session, engine: the commands. What each prints is in the file of its name. */
import type { IsakmpSa } from '../ike/isakmp-sa.ts';
import type { ProtectedFlow } from '../router/protected-flow.ts';
import type { IosDevice } from './device.ts';
import { execMode } from './modes.ts';
import { engineConnectionLines } from './show-crypto-engine.ts';
import { isakmpKeyLines } from './show-crypto-isakmp-key.ts';
import { isakmpPeerLines } from './show-crypto-isakmp-peers.ts';
import { isakmpPolicyLines } from './show-crypto-isakmp-policy.ts';
import { isakmpSaDetailLines } from './show-crypto-isakmp-sa-detail.ts';
import { isakmpSaLines } from './show-crypto-isakmp-sa.ts';
import { cryptoSessionLines } from './show-crypto-session.ts';

/** All of `show crypto` is for privileged users (command reference). */
const privilege = 15;

export function declareShowIsakmp(): void {
  execMode
    .words({
      'show crypto': 'Encryption module',
      'show crypto isakmp': 'Show ISAKMP Security Associations',
      'show crypto isakmp policy': 'Show ISAKMP protection suite policy',
      'show crypto isakmp key': 'Show ISAKMP preshared keys',
      'show crypto isakmp peers': 'Show ISAKMP peer structures',
      'show crypto isakmp sa': 'Show ISAKMP Security Associations',
      'show crypto isakmp sa detail': 'Show ISAKMP SA Detail',
    })
    .add('show crypto isakmp policy', {
      privilege,
      run: ({ router }, _, exec) => exec.print(...isakmpPolicyLines(router.crypto.policiesByPriority())),
    })
    .add('show crypto isakmp key', {
      privilege,
      run: ({ router }, _, exec) => exec.print(...isakmpKeyLines(router.crypto.keys, router.crypto.keyrings.values())),
    })
    .add('show crypto isakmp peers', {
      privilege,
      run: (device, _, exec) => exec.print(...isakmpPeerLines(associationsOf(device))),
    })
    .add('show crypto isakmp sa [detail:detail]', {
      privilege,
      run: (device, { detail }, exec) => {
        const linesOf = detail === undefined ? isakmpSaLines : isakmpSaDetailLines;
        exec.print(...linesOf(associationsOf(device)));
      },
    });
}

export function declareShowSessions(): void {
  execMode
    .words({
      'show crypto session': 'Show crypto sessions (tunnels)',
      'show crypto session detail': 'detailed output',
      'show crypto session interface': 'Show crypto sessions on an interface',
      'show crypto session remote': 'Show crypto sessions for a remote IKE peer',
      'show crypto session remote remote': 'IP address of remote IKE peer',
      'show crypto engine': 'Show crypto engine info',
      'show crypto engine connections': 'Show connection information',
      'show crypto engine connections active': 'Show all active crypto engine connections',
    })
    .add('show crypto session [detail:detail]', {
      privilege,
      run: (device, { detail }, exec) => exec.print(...sessionLines(device, () => true, detail)),
    })
    .add('show crypto session interface INTERFACE:name [detail:detail]', {
      privilege,
      run: (device, { name, detail }, exec) =>
        exec.print(...sessionLines(device, ({ of }) => of.name === name, detail)),
    })
    .add('show crypto session remote A.B.C.D:remote [detail:detail]', {
      privilege,
      run: (device, { remote, detail }, exec) =>
        exec.print(...sessionLines(device, (flow) => flow.remote === remote, detail)),
    })
    .add('show crypto engine connections active', {
      privilege,
      run: (device, _, exec) => exec.print(...engineConnectionLines(device.router.ipsec.flows, associationsOf(device))),
    });
}

function associationsOf({ router }: IosDevice): readonly IsakmpSa[] {
  return router.ipsec.ike.associations;
}

function sessionLines(device: IosDevice, isMeant: (flow: ProtectedFlow) => boolean, detail?: string): string[] {
  const flows = device.router.ipsec.flows.filter(isMeant);
  const associations = associationsOf(device);
  return cryptoSessionLines(flows, { associations, now: device.clock.now(), isDetailed: detail !== undefined });
}
