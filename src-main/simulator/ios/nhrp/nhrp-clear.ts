/** clear ip nhrp and clear dmvpn session: what was learned is forgotten; a session's associations go as well. */
import { execMode } from '../modes.ts';

export function declareClearNhrp(): void {
  execMode
    .words({
      'clear ip nhrp': 'Clear dynamic NHRP cache',
      'nhrp address': 'Destination network',
      'clear dmvpn': 'DMVPN commands',
      'clear dmvpn session': 'DMVPN session',
      'session interface': 'Tunnel interface',
      'interface name': 'Tunnel interface',
      'session peer': 'Peer information',
      'peer nbma': 'NBMA address of the peer',
      'peer tunnel': 'Tunnel address of the peer',
      'nbma nbma': 'NBMA address',
      'tunnel address': 'Tunnel address',
      'session static': 'Static and dynamic entries',
    })
    .add('clear ip nhrp [A.B.C.D:address]', {
      privilege: 15,
      run: ({ router }, { address }) => {
        for (const [, nhrp] of router.nhrp.all)
          nhrp.clear(({ network, mask }) => address === undefined || network === (address & mask) >>> 0);
      },
    })
    .add(
      'clear dmvpn session [interface INTERFACE:name] [peer ( nbma A.B.C.D:nbma | tunnel A.B.C.D:address )] [static:static]',
      {
        privilege: 15,
        run: ({ router }, { name, nbma, address }) => {
          for (const [own, nhrp] of router.nhrp.all.filter(([one]) => (name ?? one) === one)) {
            const isPeer = (network: number, outer: number | undefined): boolean =>
              (address ?? network) === network && (nbma ?? outer) === outer;
            const outers = nhrp.cache.entries.filter((one) => isPeer(one.network, one.nbma)).map((one) => one.nbma);
            nhrp.clear((one) => isPeer(one.network, one.nbma));
            router.ipsec.clear((flow) => flow.of.name === own && outers.includes(flow.remote));
          }
        },
      },
    );
}
