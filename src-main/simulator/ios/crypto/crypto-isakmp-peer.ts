/** crypto isakmp peer address: peers that are spoken to in aggressive mode (`set aggressive-mode …`). */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import type { IsakmpSettings } from '../../ike/configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

type AggressivePeer = IsakmpSettings['aggressivePeers'] extends Map<number, infer Peer> ? Peer : never;

export const isakmpPeerMode = new Mode<AggressivePeer>({
  name: 'isakmp peer',
  prompt: '(config-isakmp-peer)#',
  title: 'ISAKMP peer commands:',
  privilege: 15,
  parent: configureMode,
});

export function declareIsakmpPeer(): void {
  configureMode
    .words({
      'crypto isakmp peer': 'Set Peer Policy',
      'isakmp peer address': 'Set Peer Policy by IP address',
      'peer address peer': 'Peer IP address',
    })
    // The older spelling is that of 12.2(8)T (command reference).
    .add(['crypto isakmp peer address A.B.C.D:peer', 'crypto isakmp peer ip-address A.B.C.D:peer'], {
      section: 'crypto isakmp',
      run: ({ router }, { peer }, exec) => {
        const { aggressivePeers } = router.crypto.isakmp;
        const known = aggressivePeers.get(peer) ?? { password: undefined, clientEndpoint: undefined };
        aggressivePeers.set(peer, known);
        exec.enter(isakmpPeerMode, known);
      },
      no: ({ router }, { peer }) => router.crypto.isakmp.aggressivePeers.delete(peer),
      show: peerLines,
    });
  isakmpPeerMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from ISAKMP peer configuration mode',
      set: 'Set values for peer',
      'aggressive-mode': 'Set values for aggressive mode',
      password: 'Password to be used in aggressive mode',
      'password secret': 'The password',
      'client-endpoint': 'Client endpoint: identity of ours in aggressive mode',
      'ipv4-address': 'IP address',
      fqdn: 'Fully qualified domain name',
      'user-fqdn': 'User fully qualified domain name',
      identity: 'The identity itself',
    })
    .add('set aggressive-mode password ![WORD:secret]', {
      section: 'set',
      run: (peer, { secret }) => (peer.password = secret),
      no: (peer) => (peer.password = undefined),
      show: ({ password }) => (password === undefined ? [] : [`set aggressive-mode password ${password}`]),
    })
    .add('set aggressive-mode client-endpoint ![{ipv4-address|fqdn|user-fqdn}:kind WORD:identity]', {
      section: 'set',
      run: (peer, { kind, identity }) => (peer.clientEndpoint = `${kind} ${identity}`),
      no: (peer) => (peer.clientEndpoint = undefined),
      show: ({ clientEndpoint }) =>
        clientEndpoint === undefined ? [] : [`set aggressive-mode client-endpoint ${clientEndpoint} `],
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function peerLines({ router }: IosDevice): ReturnType<typeof block>[] {
  return [...router.crypto.isakmp.aggressivePeers].map(([address, peer]) =>
    block(`crypto isakmp peer address ${formatIpv4(address)}`, isakmpPeerMode, peer),
  );
}
