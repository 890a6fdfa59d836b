/** What both versions of IKE find around them on a router: policies, keys, certificates and ports as they are configured now. */
import { bytesOfLatin1 } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Random } from '../../../base/random.ts';
import type { IkeEnvironment, IpsecSide, Traffic } from '../../ike/environment.ts';
import type { IkeEvent } from '../../ike/events.ts';
import type { ConfigurationSide } from '../../ike2/configuration-side.ts';
import type { Ikev2Environment } from '../../ike2/environment.ts';
import type { Ikev2IpsecSide } from '../../ike2/ipsec-side.ts';
import type { Ikev2Event } from '../../ike2/events.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';
import type { IkePorts } from './ike-ports.ts';
import type { RouterAccessServer } from './access-server.ts';
import type { EzvpnClients } from './ezvpn-clients.ts';
import { isakmpKeyFor, isakmpProfileFor } from './isakmp-profiles.ts';

interface IkeOwner {
  /** The table of routes by which the peers are reached. */
  frontDoor: string | undefined;
  nextNumber: () => number;
  clock: Clock;
  random: Random;
  crypto: CryptoConfiguration;
  ports: IkePorts;
}

interface Ikev1Owner extends IkeOwner {
  ipsec: IpsecSide;
  traffic: (local: number, remote: number, isOf: (inboundSpi: number) => boolean) => Traffic;
  trace: (event: IkeEvent) => void;
  server: RouterAccessServer;
  ezvpn: EzvpnClients;
}

interface Ikev2Owner extends IkeOwner {
  configurationSide: ConfigurationSide;
  ipsec: Ikev2IpsecSide;
  trace: (event: Ikev2Event) => void;
}

export function ikev1Environment(owner: Ikev1Owner): IkeEnvironment {
  const { frontDoor, nextNumber, clock, random, crypto, ports, ipsec, traffic, trace, server, ezvpn } = owner;
  return {
    frontDoor,
    nextConnectionId: nextNumber,
    clock,
    random,
    ipsec,
    traffic,
    trace,
    policies: (peer) => ezvpn.policiesWith(peer) ?? crypto.policiesByPriority(),
    preSharedKey: (peer, identity) => {
      const key = isakmpKeyFor(crypto, { peer, frontDoor }, identity);
      return key && bytesOfLatin1(key.secret);
    },
    credentials: crypto.trust,
    settings: () => ezvpn.settingsWith(crypto.isakmp),
    accessServer: server,
    accessClient: ezvpn,
    profileFor: (peer, identity) => isakmpProfileFor(crypto, { peer, frontDoor }, identity),
    hostName: () => crypto.hostName(),
    isNatTransparent: () => crypto.isNatTransparent,
    keepNatOpen: (local, remote, udpPorts) => ports.sendKeepalive({ local, remote, frontDoor }, udpPorts),
    send: (local, remote, message, udpPorts) => ports.send({ local, remote, frontDoor }, message, udpPorts),
  };
}

export function ikev2Environment(owner: Ikev2Owner): Ikev2Environment {
  const { frontDoor, nextNumber, clock, random, crypto, ports, ipsec, trace, configurationSide } = owner;
  return {
    frontDoor,
    configurationSide,
    nextId: nextNumber,
    clock,
    random,
    ipsec,
    trace,
    configuration: crypto.ikev2,
    habits: () => ({ endsWithFirstChild: crypto.endsWithFirstChild, isNatTransparent: crypto.isNatTransparent }),
    credentials: crypto.trust,
    send: (local, remote, message, udpPorts) => ports.send({ local, remote, frontDoor }, message, udpPorts),
    sendKeepalive: (local, remote, udpPorts) => ports.sendKeepalive({ local, remote, frontDoor }, udpPorts),
  };
}
