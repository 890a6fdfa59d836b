/** show crypto ipsec …, map: the commands. What each prints is in the file of its name. */
import type { ProtectedFlow } from '../router/protected-flow.ts';
import type { IosDevice } from './device.ts';
import { execMode } from './modes.ts';
import { ipsecProfileLines, lifetimeLine } from './show-crypto-ipsec-profile.ts';
import { ipsecSaLines } from './show-crypto-ipsec-sa.ts';
import { transformSetLines } from './show-crypto-ipsec-transform-set.ts';
import { cryptoMapLines } from './show-crypto-map.ts';

const privilege = 15;

export function declareShowIpsec(): void {
  execMode
    .words({
      'show crypto ipsec': 'Show IPSEC policy',
      'show crypto ipsec profile': 'Show ipsec profile information',
      'show crypto ipsec security-association': 'Show parameters for IPSec security associations',
      'show crypto ipsec security-association lifetime': 'Show security association lifetime',
      'show crypto ipsec transform-set': 'Crypto transform sets',
      'show crypto map': 'Crypto maps',
      'show crypto map interface': 'Crypto maps for a specific interface',
      'show crypto map tag': 'Crypto maps with a given tag',
      'show crypto map tag tag': 'Crypto map tag',
    })
    .add('show crypto ipsec profile', {
      privilege,
      run: ({ router }, _, exec) => exec.print(...ipsecProfileLines(router.crypto)),
    })
    .add('show crypto ipsec transform-set', {
      privilege,
      run: ({ router }, _, exec) => exec.print(...transformSetLines(router.crypto.transformSets.values())),
    })
    // 11.3 wrote it as one word.
    .add(['show crypto ipsec security-association lifetime', 'show crypto ipsec security-association-lifetime'], {
      privilege,
      run: ({ router }, _, exec) => exec.print(lifetimeLine(router.crypto.lifetime)),
    })
    .add('show crypto map', { privilege, run: (device, _, exec) => exec.print(...mapLines(device, () => true)) })
    .add('show crypto map interface INTERFACE:name', {
      privilege,
      run: (device, { name }, exec) => exec.print(...mapLines(device, ({ of }) => of.name === name)),
    })
    .add('show crypto map tag WORD:tag', {
      privilege,
      run: (device, { tag }, exec) => exec.print(...mapLines(device, ({ mapTag }) => mapTag === tag)),
    });
  declareAssociations();
}

function declareAssociations(): void {
  execMode
    .words({
      'show crypto ipsec sa': 'IPSEC SA table',
      'show crypto ipsec sa interface': 'Show info for specific interface',
      'show crypto ipsec sa map': 'IPSEC SA table for a specific crypto map',
      'show crypto ipsec sa map map': 'Crypto map tag',
      'show crypto ipsec sa peer': 'Show all existing SAs with this peer',
      'show crypto ipsec sa peer peer': 'IP address of peer',
      detail: 'show counter detail',
    })
    .add('show crypto ipsec sa [detail:detail]', {
      privilege,
      run: (device, { detail }, exec) => exec.print(...associationLines(device, () => true, detail)),
    })
    .add('show crypto ipsec sa interface INTERFACE:name [detail:detail]', {
      privilege,
      run: (device, { name, detail }, exec) =>
        exec.print(...associationLines(device, ({ of }) => of.name === name, detail)),
    })
    .add('show crypto ipsec sa peer A.B.C.D:peer [detail:detail]', {
      privilege,
      run: (device, { peer, detail }, exec) =>
        exec.print(...associationLines(device, ({ remote }) => remote === peer, detail)),
    })
    .add('show crypto ipsec sa map WORD:map [detail:detail]', {
      privilege,
      run: (device, { map, detail }, exec) =>
        exec.print(...associationLines(device, ({ mapTag }) => mapTag === map, detail)),
    });
}

type IsMeant = (flow: ProtectedFlow) => boolean;

function mapLines({ router }: IosDevice, isMeant: IsMeant): string[] {
  return cryptoMapLines(router.ipsec.flows.filter(isMeant), router.crypto);
}

function associationLines({ router, clock }: IosDevice, isMeant: IsMeant, detail?: string): string[] {
  return ipsecSaLines(router.ipsec.flows.filter(isMeant), {
    now: clock.now(),
    isDetailed: detail !== undefined,
    egressOf: ({ remote }) => router.routes.lookup(remote)?.out,
  });
}
