/** show crypto ikev2 …: the commands. What each prints is in the file of its name. */
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { execMode } from '../modes.ts';
import { ikev2AuthorizationLines } from './ikev2-authorization.ts';
import { ikev2SaLines, type Ikev2SaStyle } from '../crypto/show/show-crypto-ikev2-sa.ts';
import { ikev2SessionLines } from '../crypto/show/show-crypto-ikev2-session.ts';
import { ikev2ExchangeLines, ikev2StatsLines } from '../crypto/show/show-crypto-ikev2-stats.ts';
import {
  ikev2PolicyLines,
  ikev2ProfileLines,
  ikev2ProposalLines,
} from '../crypto/show/show-crypto-ikev2-configuration.ts';

const common = { privilege: 15, when: hasIkev2 } as const;

export function declareShowIkev2Configuration(): void {
  execMode
    .words({
      'show crypto ikev2': 'Shows ikev2 info',
      'show crypto ikev2 proposal': 'Show IKEv2 proposals',
      'show crypto ikev2 policy': 'Show policies',
      'show crypto ikev2 profile': 'Show IKEv2 profiles',
      'show crypto ikev2 authorization': 'Show IKEv2 authorization policies',
      'ikev2 authorization policy': 'Authorization policy',
      'authorization policy name': 'Policy name',
      'ikev2 proposal name': 'Proposal name',
      'ikev2 policy name': 'Policy name',
      'ikev2 profile name': 'Profile name',
    })
    .add('show crypto ikev2 proposal [WORD:name]', {
      ...common,
      run: ({ router }, { name }, exec) =>
        exec.print(...ikev2ProposalLines(chosen(router.crypto.ikev2.proposals, name, 'Proposal'))),
    })
    .add('show crypto ikev2 policy [WORD:name]', {
      ...common,
      run: ({ router }, { name }, exec) =>
        exec.print(...ikev2PolicyLines(chosen(router.crypto.ikev2.policies, name, 'Policy'))),
    })
    .add('show crypto ikev2 authorization policy [WORD:name]', {
      ...common,
      run: ({ router }, { name }, exec) => {
        const { authorizations } = router.crypto.ikev2;
        for (const policy of chosen(authorizations, name, 'Policy')) exec.print(...ikev2AuthorizationLines(policy));
      },
    })
    .add('show crypto ikev2 profile [WORD:name]', {
      ...common,
      run: (device, { name }, exec) => {
        const { router, flavour } = device;
        for (const profile of chosen(router.crypto.ikev2.profiles, name, 'Profile')) {
          const uses = { references: referencesTo(device, profile.name), saysShutdown: flavour.train === '17' };
          exec.print(...ikev2ProfileLines(profile, uses));
        }
      },
    });
}

/** What there is now. */
export function declareShowIkev2State(): void {
  execMode
    .words({
      'show crypto ikev2 sa': 'Shows ikev2 SAs',
      'sa detailed': 'Detailed output',
      'ikev2 sa local': 'Local address',
      'sa local local': 'Local address',
      'ikev2 sa remote': 'Remote address',
      'sa remote remote': 'Remote address',
      detailed: 'Detailed output',
      'show crypto ikev2 session': 'Shows ikev2 active session',
      'show crypto ikev2 stats': 'Shows ikev2 sa stats',
      'stats exchange': 'Shows exchange and notification statistics',
    })
    .add('show crypto ikev2 sa [( local A.B.C.D:local | remote A.B.C.D:remote )] [detailed:detailed]', {
      ...common,
      run: (device, { local, remote, detailed }, exec) => {
        const meant = device.router.ipsec.ikev2.associations.filter(
          (one) => (local ?? one.local) === one.local && (remote ?? one.remote) === one.remote,
        );
        exec.print(...ikev2SaLines(meant, styleOf(device, detailed)));
      },
    })
    .add('show crypto ikev2 session [detailed:detailed]', {
      ...common,
      run: (device, { detailed }, exec) =>
        exec.print(...ikev2SessionLines(device.router.ipsec.ikev2.associations, styleOf(device, detailed))),
    })
    .add('show crypto ikev2 stats', {
      ...common,
      run: ({ router, settings }, _, exec) =>
        exec.print(...ikev2StatsLines(router.ipsec.ikev2.associations, settings.ikev2Statistics)),
    })
    .add('show crypto ikev2 stats exchange', {
      ...common,
      run: ({ settings }, _, exec) => exec.print(...ikev2ExchangeLines(settings.ikev2Statistics)),
    });
}

function styleOf(device: IosDevice, detailed: string | undefined): Ikev2SaStyle {
  return {
    now: device.clock.now(),
    isDetailed: detailed !== undefined,
    isModern: device.flavour.train === '17',
    insideVrfOf: ({ profile }) => device.router.crypto.ikev2.profiles.get(profile ?? '')?.insideVrf,
    isFragmentationConfigured: device.router.crypto.ikev2.fragmentationMtu !== undefined,
  };
}

function chosen<T>(all: ReadonlyMap<string, T>, name: string | undefined, what: string): T[] {
  if (name === undefined) return [...all.values()];
  const one = all.get(name);
  if (!one) throw Refusal.because(`% ${what} ${name} does not exist`);
  return [one];
}

/** Itself, and the profiles and maps that name it. */
function referencesTo({ router }: IosDevice, name: string): number {
  const { profiles, maps } = router.crypto;
  const users = [...profiles.values()].filter(({ ikev2Profile }) => ikev2Profile === name).length;
  const entries = [...maps.values()].flat().filter((entry) => 'ikev2Profile' in entry && entry.ikev2Profile === name);
  return 1 + users + entries.length;
}
