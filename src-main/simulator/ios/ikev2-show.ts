/** show crypto ikev2 …: the commands. What each prints is in the file of its name. */
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { execMode } from './modes.ts';
import { ikev2PolicyLines, ikev2ProfileLines, ikev2ProposalLines } from './show-crypto-ikev2-configuration.ts';

const common = { privilege: 15, when: hasIkev2 } as const;

export function declareShowIkev2Configuration(): void {
  execMode
    .words({
      'show crypto ikev2': 'Shows ikev2 info',
      'show crypto ikev2 proposal': 'Show IKEv2 proposals',
      'show crypto ikev2 policy': 'Show policies',
      'show crypto ikev2 profile': 'Show IKEv2 profiles',
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
