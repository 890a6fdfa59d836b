/** What is done with a client of Easy VPN: connected, logged in, cleared, shown; and what the log says of it. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { EzvpnNotice } from '../../router/ike/ezvpn-clients.ts';
import type { EzvpnTunnel } from '../../router/ike/ezvpn-tunnel.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { ezvpnLines } from './show/show-crypto-ezvpn.ts';

export function declareEzvpnExec(): void {
  execMode
    .words({
      crypto: 'Encryption related commands.',
      'crypto ipsec': 'IPSec commands',
      'crypto ipsec client': 'Client commands',
      'crypto ipsec client ezvpn': 'Easy VPN Remote commands',
      'ezvpn connect': 'Connect an Easy VPN tunnel',
      'ezvpn xauth': 'Answer the request of the server for a name and password',
      'connect name': 'Name of the tunnel',
      'xauth name': 'Name of the tunnel',
      'show crypto ipsec client': 'Show client status',
      'show crypto ipsec client ezvpn': 'Show Easy VPN Remote status',
      'show crypto ipsec client ezvpn name': 'Name of the tunnel',
      'clear crypto ipsec': 'Clear IPSec state',
      'clear crypto ipsec client': 'Clear client state',
      'clear crypto ipsec client ezvpn': 'Reset the Easy VPN Remote tunnels',
      'clear crypto ipsec client ezvpn name': 'Name of the tunnel',
    })
    .add('crypto ipsec client ezvpn connect [WORD:name]', {
      privilege: 15,
      run: ({ router }, { name }) => {
        for (const tunnel of meant(router.ipsec.ezvpn.tunnels, name)) router.ipsec.ezvpn.connect(tunnel);
        router.converge();
      },
    })
    .add('crypto ipsec client ezvpn xauth [WORD:name]', { privilege: 15, run: logIn })
    .add('clear crypto ipsec client ezvpn [WORD:name]', {
      privilege: 15,
      run: ({ router }, { name }) => {
        for (const tunnel of meant(router.ipsec.ezvpn.tunnels, name)) router.ipsec.ezvpn.clear(tunnel);
      },
    })
    .add('show crypto ipsec client ezvpn [WORD:name]', {
      run: ({ router }, { name }, exec) => {
        const { ezvpn } = router.ipsec;
        exec.print('Easy VPN Remote Phase: 6', '');
        for (const tunnel of meant(ezvpn.tunnels, name)) exec.print(...ezvpnLines(ezvpn, tunnel), '');
      },
    });
}

function meant(tunnels: ReadonlyMap<string, EzvpnTunnel>, name: string | undefined): EzvpnTunnel[] {
  if (name === undefined) return [...tunnels.values()];
  const tunnel = tunnels.get(name);
  if (!tunnel) throw Refusal.because(`% EzVPN tunnel ${name} does not exist`);
  return [tunnel];
}

async function logIn({ router }: IosDevice, { name }: { name?: string }, exec: Exec): Promise<void> {
  const { ezvpn } = router.ipsec;
  const waiting = meant(ezvpn.tunnels, name).find(({ answer }) => answer !== undefined);
  if (!waiting) throw Refusal.because('% No XAUTH request is pending');
  const userName = await exec.ask('Username: ');
  const password = await exec.askSecret('Password: ');
  ezvpn.supply(waiting, { userName, password });
}

/** Texts: Easy VPN Remote (12.4T), the example of interactive XAUTH, and the messages EZVPN_CONNECTION_UP and _DOWN. */
export function logEzvpn({ router, log }: IosDevice): void {
  router.ipsec.ezvpn.notices.on((notice) => {
    const { kind, tunnel } = notice;
    if (kind === 'login-wanted') {
      log.debug(`EZVPN(${tunnel.profile.name}): Pending XAuth Request, Please enter the following command:`);
      log.debug('EZVPN: crypto ipsec client ezvpn xauth');
      return;
    }
    log.report({
      facility: 'CRYPTO',
      severity: 6,
      mnemonic: kind === 'up' ? 'EZVPN_CONNECTION_UP' : 'EZVPN_CONNECTION_DOWN',
      text: connectionText(notice),
    });
  });
}

function connectionText({ tunnel }: EzvpnNotice): string {
  const { profile, configuration, ends = { local: 0, remote: 0 } } = tunnel;
  const address = configuration?.address;
  return [
    `(Client)  User=${profile.user?.name ?? ''}`,
    `Group=${profile.group?.name ?? ''}`,
    `Client_public_addr=${formatIpv4(ends.local)}`,
    `Server_public_addr=${formatIpv4(ends.remote)}`,
    ...(address === undefined ? [] : [`Assigned_client_addr=${formatIpv4(address)}`]),
  ].join('  ');
}
