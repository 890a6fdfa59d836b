/** show crypto, clear crypto, vpn-sessiondb logoff: the commands. What each prints is in the file of its name. */
import { parseIpv4 } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { sessionsOf } from './session-record.ts';
import { ikev1Lines } from './show-crypto-ikev1.ts';
import { ikev2Lines } from './show-crypto-ikev2.ts';
import { entryLines, identityLines, ipsecLines, tagOf } from './show-crypto-ipsec.ts';

export function declareCryptoExec(): void {
  declareVocabulary();
  declareShow();
  declareClear();
}

function declareShow(): void {
  execMode
    .add('show crypto ikev1 sa [detail:detail]', {
      run: ({ router }, { detail }, exec) => exec.print(...ikev1Lines(router, detail !== undefined)),
    })
    .add('show crypto ikev2 sa [detail:detail]', {
      run: ({ router }, { detail }, exec) => exec.print(...ikev2Lines(router, detail !== undefined)),
    })
    .add(['show crypto isakmp sa [detail:detail]', 'show isakmp sa [detail:detail]'], {
      run: ({ router }, { detail }, exec) => {
        const isDetailed = detail !== undefined;
        exec.print(...ikev1Lines(router, isDetailed), ...ikev2Lines(router, isDetailed));
      },
    })
    .add(['show crypto ipsec sa [detail:detail]', 'show ipsec sa [detail:detail]'], {
      run: (device, { detail }, exec) => showIpsec(device, () => true, detail, exec),
    })
    .add(
      ['show crypto ipsec sa peer A.B.C.D:peer [detail:detail]', 'show ipsec sa peer A.B.C.D:peer [detail:detail]'],
      {
        run: (device, { peer, detail }, exec) => showIpsec(device, ({ remote }) => remote === peer, detail, exec),
      },
    )
    .add(
      [
        'show crypto ipsec sa {entry|identity}:how [detail:detail]',
        'show ipsec sa {entry|identity}:how [detail:detail]',
      ],
      {
        run: (device, { how, detail }, exec) => {
          const { flows } = device.router.ipsec;
          const isDetailed = detail !== undefined;
          exec.print(...(how === 'entry' ? entryLines : identityLines)(device, flows, isDetailed));
        },
      },
    )
    .add('show crypto ipsec sa map WORD:map [detail:detail]', {
      run: (device, { map, detail }, exec) => showIpsec(device, (flow) => tagOf(flow) === map, detail, exec),
    });
}

function showIpsec(
  device: AsaDevice,
  isMeant: (flow: ProtectedFlow) => boolean,
  detail: string | undefined,
  exec: Exec,
): void {
  exec.print(...ipsecLines(device, device.router.ipsec.flows.filter(isMeant), detail !== undefined));
}

function declareClear(): void {
  execMode
    .add(['clear crypto ipsec sa', 'clear ipsec sa'], { run: ({ router }) => router.ipsec.clear() })
    .add(['clear crypto ipsec sa peer A.B.C.D:peer', 'clear ipsec sa peer A.B.C.D:peer'], {
      run: ({ router }, { peer }) => router.ipsec.clear(({ remote }) => remote === peer),
    })
    .add('clear crypto ipsec sa counters', {
      run: ({ router }) => {
        for (const flow of router.ipsec.flows) flow.clearCounters();
      },
    })
    .add('clear crypto ikev1 sa [A.B.C.D:peer]', { run: ({ router }, { peer }) => clearIkev1(router, peer) })
    .add('clear crypto ikev2 sa [A.B.C.D:peer]', { run: ({ router }, { peer }) => clearIkev2(router, peer) })
    .add('clear crypto ipsec sa map WORD:map', {
      run: ({ router }, { map }) => router.ipsec.clear((flow) => tagOf(flow) === map),
    })
    // What is not in use is not kept here: there is nothing to clear.
    .add('clear crypto ipsec sa inactive', { run: () => undefined })
    .add('clear crypto ipsec sa entry A.B.C.D:peer {esp|ah}:protocol WORD:spi', {
      run: ({ router }, { peer, spi }) => {
        const [, digits] = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(spi) ?? [];
        if (digits === undefined) throw Refusal.invalid('spi');
        const wanted = Number.parseInt(digits, 16);
        router.ipsec.clear(
          ({ remote, current }) =>
            remote === peer && current !== undefined && [current.inbound.spi, current.outbound.spi].includes(wanted),
        );
      },
    })
    .add(['clear crypto isakmp sa', 'clear isakmp sa'], {
      run: ({ router }) => {
        clearIkev1(router, undefined);
        clearIkev2(router, undefined);
      },
    })
    .add('vpn-sessiondb logoff all [noconfirm:noconfirm]', {
      run: async (device, { noconfirm }, exec) => {
        if (noconfirm !== undefined || (await exec.confirm(question))) logOff(device, undefined, exec);
      },
    })
    .add('vpn-sessiondb logoff {tunnel-group|name|ipaddress|l2l}:by [WORD:name] [noconfirm:noconfirm]', {
      run: async (device, { by, name, noconfirm }, exec) => {
        if (by !== 'l2l' && name === undefined) throw Refusal.incomplete();
        if (noconfirm !== undefined || (await exec.confirm(question))) logOff(device, name, exec);
      },
    });
}

const question = 'Do you want to logoff the VPN session(s)? [confirm] ';

/** Its children go with an association, as on an ASA. */
function clearIkev1({ ipsec }: AsaDevice['router'], peer: number | undefined): void {
  ipsec.clear(({ remote, current }) => current?.keying === 'ikev1' && (peer === undefined || remote === peer));
  ipsec.ike.clear(({ remote }) => peer === undefined || remote === peer);
}

function clearIkev2({ ipsec }: AsaDevice['router'], peer: number | undefined): void {
  ipsec.ikev2.clear(({ remote }) => peer === undefined || remote === peer);
}

function logOff(device: AsaDevice, name: string | undefined, exec: Exec): void {
  const peer = name === undefined ? undefined : parseIpv4(name);
  if (name !== undefined && peer === undefined) throw Refusal.because(`ERROR: no session of tunnel group ${name}`);
  const sessions = sessionsOf(device).filter((session) => peer === undefined || session.peer === peer);
  for (const session of sessions) {
    clearIkev1(device.router, session.peer);
    clearIkev2(device.router, session.peer);
  }
  exec.print(`INFO: Number of sessions of type "L2L" logged off : ${sessions.length}`);
}

function declareVocabulary(): void {
  execMode.words({
    'show crypto': 'Show IPSec, ISAKMP, and PKI information',
    'crypto ikev1': 'IKEv1',
    'crypto ikev2': 'IKEv2',
    'crypto isakmp': 'IKEv1 and IKEv2',
    'crypto ipsec': 'IPSec',
    sa: 'Security associations',
    detail: 'Show details',
    peer: 'Of one peer',
    'peer peer': 'Address of the peer',
    entry: 'Sorted by the address of the peer',
    identity: 'Without the associations',
    map: 'Of one crypto map',
    'map map': 'Name of the crypto map',
    'clear crypto': 'Clear IPSec, ISAKMP',
    'clear ipsec': 'Clear IPSec associations',
    'clear isakmp': 'Clear IKE associations',
    inactive: 'Those that are not in use',
    'sa entry': 'One association',
    'entry peer': 'Address of the peer',
    esp: 'Encapsulating Security Payload',
    ah: 'Authentication Header',
    spi: 'Security parameter index, hexadecimal',
    'sa peer': 'Of one peer',
    'vpn-sessiondb': 'Configure the VPN session database',
    logoff: 'Log off sessions',
    'logoff all': 'All sessions',
    'logoff tunnel-group': 'Sessions of a tunnel group',
    'logoff name': 'The session of a peer, by its name',
    'logoff ipaddress': 'The session of a peer, by its address',
    'logoff l2l': 'All LAN-to-LAN sessions',
    'by name': 'Address of the peer, by which a tunnel group of a site is named',
    'name noconfirm': 'Without asking',
    'by noconfirm': 'Without asking',
    'all noconfirm': 'Without asking',
  });
}
