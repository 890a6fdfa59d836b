/** show crypto session …, engine …: the commands. What each prints is in the file of its name. */
import { appliedMaps } from '../../../router/ipsec/applied-map.ts';
import { insideVrfOfFlow } from '../../../router/ipsec/inside-vrf.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import {
  sessionAssociationOf,
  sessionAssociationOfIkev2,
  type SessionAssociation,
} from './crypto-session-association.ts';
import { idleSessions, sessionsOf, type Session } from './crypto-sessions.ts';
import { asksPeers, associationsOf } from './crypto-show-isakmp.ts';
import type { IosDevice } from '../../device.ts';
import { execMode } from '../../modes.ts';
import { engineConfigurationLines, engineLines } from './show-crypto-engine-configuration.ts';
import { engineConnectionLines } from './show-crypto-engine.ts';
import { sessionBriefLines } from './show-crypto-session-brief.ts';
import { cryptoSessionLines } from './show-crypto-session.ts';

const privilege = 15;

export function declareShowSessions(): void {
  declareWords();
  execMode
    .add('show crypto session [detail:detail]', {
      privilege,
      run: (device, { detail }, exec) => exec.print(...sessionLines(device, () => true, detail)),
    })
    .add('show crypto session brief', {
      privilege,
      run: (device, _, exec) => {
        const sessions = sessionsOf(device.router.ipsec.flows, sessionAssociationsOf(device));
        exec.print(...sessionBriefLines([...sessions, ...idleOf(device)], device.clock.now()));
      },
    })
    .add('show crypto session interface INTERFACE:name [detail:detail]', {
      privilege,
      run: (device, { name, detail }, exec) =>
        exec.print(...sessionLines(device, ({ interfaceName }) => interfaceName === name, detail)),
    })
    .add('show crypto session local A.B.C.D:local [detail:detail]', {
      privilege,
      run: (device, { local, detail }, exec) =>
        exec.print(...sessionLines(device, (flow) => flow.local === local, detail)),
    })
    .add('show crypto session remote A.B.C.D:remote [detail:detail]', {
      privilege,
      run: (device, { remote, detail }, exec) =>
        exec.print(...sessionLines(device, (flow) => flow.remote === remote, detail)),
    });
  declareEngine();
}

function declareEngine(): void {
  execMode
    .add('show crypto engine connections active', {
      privilege,
      run: (device, _, exec) =>
        exec.print(...engineConnectionLines(device.router.ipsec.flows, associationsOf(device), device.flavour)),
    })
    .add('show crypto engine brief', {
      privilege,
      run: (_, __, exec) => exec.print(...engineLines()),
    })
    .add('show crypto engine configuration', {
      privilege,
      run: (_, __, exec) => exec.print(...engineConfigurationLines()),
    });
}

interface SessionPlace {
  readonly interfaceName: string;
  readonly local: number;
  readonly remote: number;
}

function sessionLines(device: IosDevice, isMeant: (place: SessionPlace) => boolean, detail?: string): string[] {
  const isFlowMeant = ({ of, local, remote }: ProtectedFlow): boolean =>
    isMeant({ interfaceName: of.name, local, remote });
  return cryptoSessionLines(device.router.ipsec.flows.filter(isFlowMeant), {
    idle: idleOf(device).filter(isMeant),
    insideVrfOf: (flow) => insideVrfOfFlow(device.router.crypto, flow),
    associations: sessionAssociationsOf(device),
    now: device.clock.now(),
    isDetailed: detail !== undefined,
    flavour: device.flavour,
  });
}

/** They stand at the interface whose crypto map has their address, or else at the one that has it itself. */
function idleOf(device: IosDevice): Session[] {
  const { crypto, interfaces, ipsec } = device.router;
  const all = [...interfaces.values()];
  const maps = appliedMaps(crypto, all);
  const interfaceOf = ({ local, frontDoor }: SessionAssociation): string | undefined => {
    const map = maps.find((one) => one.local === local && one.on.vrf === frontDoor);
    return (map?.on ?? all.find((one) => one.vrf === frontDoor && one.sourceAddress === local))?.name;
  };
  return idleSessions(ipsec.flows, sessionAssociationsOf(device), interfaceOf);
}

/** Of both versions of IKE. */
function sessionAssociationsOf(device: IosDevice): SessionAssociation[] {
  const now = device.clock.now();
  return [
    ...associationsOf(device).map((one) => sessionAssociationOf(one, asksPeers(device))),
    ...device.router.ipsec.ikev2.associations.map((one) => sessionAssociationOfIkev2(one, now)),
  ];
}

function declareWords(): void {
  execMode.words({
    'show crypto session': 'Show crypto sessions (tunnels)',
    'show crypto session detail': 'detailed output',
    'show crypto session brief': 'brief output',
    'show crypto session interface': 'Show crypto sessions on an interface',
    'show crypto session local': 'Show crypto sessions for a local crypto endpoint',
    'show crypto session local local': 'IP address of local crypto endpoint',
    'show crypto session remote': 'Show crypto sessions for a remote IKE peer',
    'show crypto session remote remote': 'IP address of remote IKE peer',
    'show crypto engine': 'Show crypto engine info',
    'show crypto engine brief': 'Show all crypto engines in the system',
    'show crypto engine configuration': 'Show crypto engine config',
    'show crypto engine connections': 'Show connection information',
    'show crypto engine connections active': 'Show all active crypto engine connections',
  });
}
