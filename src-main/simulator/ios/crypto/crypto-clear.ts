/** clear crypto …: what has been negotiated is thrown away, and negotiated anew where it is wanted. */
import { Refusal } from '../../cli/refusal.ts';
import { insideVrfOf, insideVrfOfFlow } from '../../router/ipsec/inside-vrf.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

const privilege = 15;

export function declareCryptoClear(): void {
  declareWords();
  execMode
    .add('clear crypto sa [peer A.B.C.D:peer]', {
      privilege,
      run: ({ router }, { peer }) => router.ipsec.clear((flow) => peer === undefined || flow.remote === peer),
    })
    .add('clear crypto sa peer vrf WORD:frontDoor A.B.C.D:peer', {
      privilege,
      run: ({ router }, { frontDoor, peer }) =>
        router.ipsec.clear((flow) => flow.frontDoor === frontDoor && flow.remote === peer),
    })
    .add('clear crypto sa vrf WORD:vrf', {
      privilege,
      run: ({ router }, { vrf }) => router.ipsec.clear((flow) => insideVrfOfFlow(router.crypto, flow) === vrf),
    })
    .add('clear crypto sa map WORD:map', {
      privilege,
      run: ({ router }, { map }) => router.ipsec.clear(({ mapTag }) => mapTag === map),
    })
    .add('clear crypto sa entry A.B.C.D:destination {esp|ah}:protocol <256-4294967295>:spi', {
      privilege,
      run: clearEntry,
    })
    // Later releases name the SPI alone, in hexadecimal.
    .add('clear crypto sa spi <0x100-0xFFFFFFFF>:spi', {
      privilege,
      run: ({ router }, { spi }) => router.ipsec.clear((flow) => hasSpi(flow, spi)),
    })
    .add('clear crypto sa counters', {
      privilege,
      run: ({ router }) => {
        for (const flow of router.ipsec.flows) flow.clearCounters();
      },
    })
    .add('clear crypto isakmp [<1-2147483647>:connection]', { privilege, run: clearIsakmp })
    .add(
      'clear crypto session *[local A.B.C.D:local] *[remote A.B.C.D:remote] *[fvrf WORD:frontDoor] *[ivrf WORD:inside]',
      { privilege, run: clearSession },
    );
}

/** The associations that one negotiation has made go together, as on IOS ("all the sibling security associations"). */
function clearEntry(
  { router }: IosDevice,
  { destination, protocol, spi }: { destination: number; protocol: 'esp' | 'ah'; spi: number },
): void {
  router.ipsec.clear(({ pairs, local, remote }) =>
    pairs.some((pair) => {
      const own = pair[protocol];
      return (
        (own?.inbound.spi === spi && destination === local) || (own?.outbound.spi === spi && destination === remote)
      );
    }),
  );
}

function hasSpi({ pairs }: ProtectedFlow, spi: number): boolean {
  return pairs.some(({ esp, ah }) => [esp, ah].some((own) => own?.inbound.spi === spi || own?.outbound.spi === spi));
}

/** Without a number, all; what is up goes on without its association of IKE. */
function clearIsakmp({ router }: IosDevice, { connection }: { connection?: number }): void {
  const { ike } = router.ipsec;
  const isKnown = ike.associations.some((one) => one.connectionId === connection && !one.isDeleted);
  if (connection !== undefined && !isKnown) throw Refusal.because(`% There is no ISAKMP connection ${connection}`);
  ike.clear(({ connectionId }) => connection === undefined || connectionId === connection);
}

interface SessionEnds {
  readonly local: number;
  readonly remote: number;
  /** The tables of routes that the peer is reached by, and that what is protected is in. */
  readonly frontDoor?: string | undefined;
  readonly inside?: string | undefined;
}

/** IKE goes last: the peer is still to be told of what went before it. */
function clearSession({ router }: IosDevice, meant: Partial<SessionEnds>): void {
  const { ipsec, crypto } = router;
  const isMeant = (ends: SessionEnds): boolean =>
    (meant.local ?? ends.local) === ends.local &&
    (meant.remote ?? ends.remote) === ends.remote &&
    (meant.frontDoor ?? ends.frontDoor) === ends.frontDoor &&
    (meant.inside ?? ends.inside) === ends.inside;
  ipsec.clear((flow) => {
    const { local, remote, frontDoor } = flow;
    return isMeant({ local, remote, frontDoor, inside: insideVrfOfFlow(crypto, flow) });
  });
  ipsec.ike.clear(({ local, remote, frontDoor, profile }) =>
    isMeant({ local, remote, frontDoor, inside: profile?.vrf ?? frontDoor }),
  );
  ipsec.ikev2.clear(({ local, remote, frontDoor, profile: ikev2Profile }) => {
    const inside = insideVrfOf(crypto, { isakmpProfile: undefined, ikev2Profile }, frontDoor);
    return isMeant({ local, remote, frontDoor, inside });
  });
}

function declareWords(): void {
  execMode.words({
    'clear crypto': 'Encryption subsystem',
    'clear crypto sa': 'Clear all crypto SAs',
    'clear crypto sa peer': 'Clear all SAs for a given crypto peer',
    'clear crypto sa peer peer': 'IP address of peer',
    'clear crypto sa peer vrf': 'Clear all SAs for a given crypto peer in a front door VRF',
    'clear crypto sa peer vrf frontDoor': 'Front door VRF name',
    'clear crypto sa peer vrf frontDoor peer': 'IP address of peer',
    'clear crypto sa vrf': 'Clear all SAs for a given VRF',
    'clear crypto sa vrf vrf': 'VRF Routing/Forwarding instance name',
    'clear crypto session fvrf': 'Clear crypto sessions for a front door VRF',
    'clear crypto session fvrf frontDoor': 'Front door VRF name',
    'clear crypto session ivrf': 'Clear crypto sessions for an inside VRF',
    'clear crypto session ivrf inside': 'Inside VRF name',
    'clear crypto sa map': 'Clear all SAs for a given crypto map',
    'clear crypto sa map map': 'Crypto map tag',
    'clear crypto sa entry': 'Clear a specific SA',
    'clear crypto sa entry destination': 'Destination address of SA',
    'destination esp': 'Encapsulating Security Payload',
    'destination ah': 'Authentication Header',
    'protocol spi': 'Security Parameter Index',
    'clear crypto sa spi': 'Clear SA by SPI',
    'clear crypto sa spi spi': 'SPI of the SA',
    'clear crypto sa counters': 'Reset the SA counters',
    'clear crypto isakmp': 'Flush the ISAKMP database',
    'clear crypto isakmp connection': 'connection id of SA',
    'clear crypto session': 'clear crypto sessions (tunnels)',
    'clear crypto session local': 'Clear crypto sessions for a local crypto endpoint',
    'clear crypto session local local': 'IP address of local crypto endpoint',
    'clear crypto session remote': 'Clear crypto sessions for a remote IKE peer',
    'clear crypto session remote remote': 'IP address of remote IKE peer',
  });
}
