/** show crypto ipsec …, map, dynamic-map: the commands. What each prints is in the file of its name. */
import { insideVrfOfFlow } from '../../../router/ipsec/inside-vrf.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import type { IosDevice } from '../../device.ts';
import { execMode } from '../../modes.ts';
import { associationsByAddress } from './show-crypto-ipsec-association.ts';
import { ipsecProfileLines } from './show-crypto-ipsec-profile.ts';
import { ipsecSaLines } from './show-crypto-ipsec-sa.ts';
import { transformSetLines } from './show-crypto-ipsec-transform-set.ts';
import { dynamicMapLines } from './show-crypto-map-entry.ts';
import { lifetimeLine } from './show-crypto-map-terms.ts';
import { cryptoMapLines } from './show-crypto-map.ts';

const privilege = 15;

export function declareShowIpsec(): void {
  declareWords();
  execMode
    .add('show crypto ipsec profile', {
      privilege,
      run: ({ router: { crypto }, flavour }, _, exec) => exec.print(...ipsecProfileLines({ crypto, flavour })),
    })
    .add('show crypto ipsec transform-set [WORD:name]', {
      privilege,
      run: ({ router }, { name }, exec) => {
        const { transformSets } = router.crypto;
        const smart = transformSets.has('default') ? undefined : router.crypto.transformSetOf('default');
        const sets = [...(smart ? [smart] : []), ...transformSets.values()];
        exec.print(...transformSetLines(sets.filter((set) => name === undefined || set.name === name)));
      },
    })
    // 11.3 wrote it as one word.
    .add(['show crypto ipsec security-association lifetime', 'show crypto ipsec security-association-lifetime'], {
      privilege,
      run: ({ router }, _, exec) => exec.print(lifetimeLine(router.crypto.lifetime)),
    })
    .add('show crypto ipsec security-association idle-time', {
      privilege,
      run: ({ router: { crypto } }, _, exec) => {
        if (crypto.idleTime !== undefined) exec.print(`Security association idletime: ${crypto.idleTime} seconds`);
      },
    });
  declareMaps();
  declareAssociations();
}

function declareMaps(): void {
  execMode
    .add('show crypto map', { privilege, run: (device, _, exec) => exec.print(...mapLines(device, () => true)) })
    .add('show crypto map interface INTERFACE:name', {
      privilege,
      run: (device, { name }, exec) => exec.print(...mapLines(device, (_, interfaces) => interfaces.includes(name))),
    })
    .add('show crypto map tag WORD:tag', {
      privilege,
      run: (device, { tag }, exec) => exec.print(...mapLines(device, (one) => one === tag)),
    })
    .add('show crypto dynamic-map [tag WORD:tag]', {
      privilege,
      run: (device, { tag }, exec) => {
        const { dynamicMaps } = device.router.crypto;
        const maps = tag === undefined ? [...dynamicMaps.values()] : [dynamicMaps.get(tag) ?? []];
        exec.print(...dynamicMapLines(maps.flat(), entryView(device)));
      },
    });
}

function declareAssociations(): void {
  execMode
    .add('show crypto ipsec sa [detail:detail]', {
      privilege,
      run: (device, { detail }, exec) => exec.print(...associationLines(device, { detail })),
    })
    .add('show crypto ipsec sa interface INTERFACE:name [detail:detail]', {
      privilege,
      run: (device, { name, detail }, exec) =>
        exec.print(...associationLines(device, { isMeant: ({ of }) => of.name === name, detail })),
    })
    .add('show crypto ipsec sa peer A.B.C.D:peer [detail:detail]', {
      privilege,
      run: (device, { peer, detail }, exec) =>
        exec.print(...associationLines(device, { isMeant: ({ remote }) => remote === peer, detail })),
    })
    .add('show crypto ipsec sa map WORD:map [detail:detail]', {
      privilege,
      run: (device, { map, detail }, exec) =>
        exec.print(...associationLines(device, { isMeant: ({ mapTag }) => mapTag === map, detail })),
    })
    .add('show crypto ipsec sa identity:identity [detail:detail]', {
      privilege,
      run: (device, given, exec) => exec.print(...associationLines(device, given)),
    })
    .add('show crypto ipsec sa address', {
      privilege,
      run: ({ router, clock, flavour }, _, exec) =>
        exec.print(...associationsByAddress(router.ipsec.flows, { now: clock.now(), flavour })),
    })
    .add('show crypto ipsec sa vrf WORD:name', {
      privilege,
      run: (device, { name }, exec) => {
        const { crypto } = device.router;
        const isMeant = (flow: ProtectedFlow): boolean => insideVrfOfFlow(crypto, flow) === name;
        exec.print(...associationLines(device, { isMeant }));
      },
    });
}

function entryView({ router, flavour }: IosDevice): Parameters<typeof dynamicMapLines>[1] {
  return { flows: router.ipsec.flows, accessLists: router.accessLists, crypto: router.crypto, flavour };
}

function mapLines(device: IosDevice, isMeant: (tag: string, interfaces: readonly string[]) => boolean): string[] {
  return cryptoMapLines({ ...entryView(device), isMeant });
}

interface Meant {
  isMeant?: (flow: ProtectedFlow) => boolean;
  detail?: string | undefined;
  identity?: string | undefined;
}

function associationLines({ router, clock, flavour }: IosDevice, { isMeant, detail, identity }: Meant): string[] {
  return ipsecSaLines(router.ipsec.flows.filter(isMeant ?? (() => true)), {
    now: clock.now(),
    isDetailed: detail !== undefined,
    isOfIdentities: identity !== undefined,
    flavour,
    egressOf: ({ remote, frontDoor }) => router.tableOf(frontDoor)?.lookup(remote)?.out,
    insideVrfOf: (flow) => insideVrfOfFlow(router.crypto, flow),
  });
}

function declareWords(): void {
  execMode.words({
    'show crypto ipsec': 'Show IPSEC policy',
    'show crypto ipsec profile': 'Show ipsec profile information',
    'show crypto ipsec security-association': 'Show parameters for IPSec security associations',
    'show crypto ipsec security-association lifetime': 'Show security association lifetime',
    'show crypto ipsec security-association idle-time': 'Show security association idle time',
    'show crypto ipsec transform-set': 'Crypto transform sets',
    'show crypto ipsec transform-set name': 'Transform set tag',
    'show crypto map': 'Crypto maps',
    'show crypto map interface': 'Crypto maps for a specific interface',
    'show crypto map tag': 'Crypto maps with a given tag',
    'show crypto map tag tag': 'Crypto map tag',
    'show crypto dynamic-map': 'Crypto map templates',
    'show crypto dynamic-map tag': 'Crypto map templates with a given tag',
    'show crypto dynamic-map tag tag': 'Crypto map tag',
    'show crypto ipsec sa': 'IPSEC SA table',
    'show crypto ipsec sa interface': 'Show info for specific interface',
    'show crypto ipsec sa map': 'IPSEC SA table for a specific crypto map',
    'show crypto ipsec sa map map': 'Crypto map tag',
    'show crypto ipsec sa peer': 'Show all existing SAs with this peer',
    'show crypto ipsec sa peer peer': 'IP address of peer',
    'show crypto ipsec sa identity': 'IPSEC SADB identity tree',
    'show crypto ipsec sa vrf': 'IPSEC SA table for a VRF',
    'show crypto ipsec sa vrf name': 'VRF name',
    'show crypto ipsec sa address': 'IPSEC SA table in (dest) address order',
    detail: 'show counter detail',
  });
}
