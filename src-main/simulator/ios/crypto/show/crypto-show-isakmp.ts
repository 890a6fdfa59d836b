/** show crypto isakmp …: the commands. What each prints is in the file of its name. */
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import type { IosDevice } from '../../device.ts';
import { execMode } from '../../modes.ts';
import { isakmpKeyLines } from './show-crypto-isakmp-key.ts';
import { isakmpPeerLines } from './show-crypto-isakmp-peers.ts';
import { defaultPolicyLines, isakmpPolicyLines } from './show-crypto-isakmp-policy.ts';
import { isakmpProfileLines } from './show-crypto-isakmp-profile.ts';
import { isakmpSaDetailLines } from './show-crypto-isakmp-sa-detail.ts';
import { isakmpSaCountLines, isakmpSaLines } from './show-crypto-isakmp-sa.ts';

/** All of `show crypto` is for privileged users (command reference). */
const privilege = 15;

export function declareShowIsakmp(): void {
  declareWords();
  execMode
    .add('show crypto isakmp policy', {
      privilege,
      run: ({ router, flavour }, _, exec) =>
        exec.print(...isakmpPolicyLines(router.crypto.policiesByPriority(), flavour)),
    })
    .add('show crypto isakmp default policy', {
      privilege,
      when: ({ flavour }) => flavour.hasSmartDefaults,
      run: ({ router }, _, exec) => exec.print(...defaultPolicyLines(router.crypto.smartPolicies())),
    })
    .add('show crypto isakmp key', {
      privilege,
      run: ({ router }, _, exec) => exec.print(...isakmpKeyLines(router.crypto.keys, router.crypto.keyrings.values())),
    })
    .add('show crypto isakmp profile', {
      privilege,
      run: ({ router: { crypto }, flavour }, _, exec) =>
        exec.print(...isakmpProfileLines([...crypto.isakmpProfiles.values()], flavour)),
    })
    .add('show crypto isakmp peers', {
      privilege,
      run: (device, _, exec) => exec.print(...isakmpPeerLines(associationsOf(device))),
    });
  declareAssociations();
}

function declareAssociations(): void {
  execMode
    .add('show crypto isakmp sa', {
      privilege,
      run: (device, _, exec) => exec.print(...isakmpSaLines(associationsOf(device), device.flavour)),
    })
    .add('show crypto isakmp sa nat', {
      privilege,
      run: (device, _, exec) => {
        const behindNat = associationsOf(device).filter(({ isNatFound }) => isNatFound === true);
        exec.print(...isakmpSaLines(behindNat, device.flavour));
      },
    })
    .add('show crypto isakmp sa vrf WORD:vrf', {
      privilege,
      run: (device, { vrf }, exec) => {
        const ofVrf = associationsOf(device).filter(({ profile, frontDoor }) => (profile?.vrf ?? frontDoor) === vrf);
        exec.print(...isakmpSaLines(ofVrf, device.flavour));
      },
    })
    .add('show crypto isakmp sa count', {
      privilege,
      run: (device, _, exec) => exec.print(...isakmpSaCountLines(associationsOf(device))),
    })
    .add('show crypto isakmp sa detail', {
      privilege,
      run: (device, _, exec) => {
        const circumstances = { asksPeers: asksPeers(device), numbersAfter: device.flavour.numbersAfter.ike };
        exec.print(...isakmpSaDetailLines(associationsOf(device), circumstances));
      },
    });
}

export function associationsOf({ router }: IosDevice): readonly IsakmpSa[] {
  return router.ipsec.ike.associations;
}

/** Whether dead peers are looked for. */
export function asksPeers({ router }: IosDevice): boolean {
  return router.crypto.isakmp.keepalive !== undefined;
}

function declareWords(): void {
  execMode.words({
    'show crypto': 'Encryption module',
    'show crypto isakmp': 'Show ISAKMP Security Associations',
    'show crypto isakmp policy': 'Show ISAKMP protection suite policy',
    'show crypto isakmp default': 'Show ISAKMP default protection suite policies',
    'show crypto isakmp default policy': 'Show ISAKMP default protection suite policies',
    'show crypto isakmp key': 'Show ISAKMP preshared keys',
    'show crypto isakmp profile': 'Show ISAKMP profiles',
    'show crypto isakmp peers': 'Show ISAKMP peer structures',
    'show crypto isakmp sa': 'Show ISAKMP Security Associations',
    'show crypto isakmp sa nat': 'Show ISAKMP SA NAT Detail',
    'show crypto isakmp sa vrf': 'Show ISAKMP SAs of an inside VRF',
    'show crypto isakmp sa vrf vrf': 'Inside VRF name',
    'show crypto isakmp sa count': 'Show ISAKMP SA count',
    'show crypto isakmp sa detail': 'Show ISAKMP SA Detail',
  });
}
