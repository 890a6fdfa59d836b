/** crypto ikev2 profile: its lifetime, its checks whether the peer is alive, and what we do not simulate of a profile. */
import { unlessUsual } from '../../cli/configuration.ts';
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultIkev2Lifetime } from '../../ike2/configuration.ts';
import type { ProfileContext } from './ikev2-profile-mode.ts';

export function declareProfileTimers(mode: Mode<ProfileContext>): void {
  declareWords(mode);
  mode
    .add('lifetime ![<120-86400>:seconds]', {
      run: ({ profile }, { seconds }) => (profile.lifetime = seconds),
      no: ({ profile }) => (profile.lifetime = defaultIkev2Lifetime),
      show: ({ profile: { lifetime } }, isAll) =>
        unlessUsual(`lifetime ${lifetime}`, lifetime === defaultIkev2Lifetime, isAll),
    })
    .add('dpd ![<10-3600>:interval <2-60>:retry {on-demand|periodic}:mode]', {
      run: ({ profile }, { interval, retry, mode: way }) => (profile.dpd = { interval, retry, mode: way }),
      no: ({ profile }) => (profile.dpd = undefined),
      show: ({ profile: { dpd } }) => (dpd ? [`dpd ${dpd.interval} ${dpd.retry} ${dpd.mode}`] : []),
    })
    .add('nat keepalive ![<5-3600>:seconds]', {
      section: 'nat',
      run: ({ profile }, { seconds }) => (profile.natKeepalive = seconds),
      no: ({ profile }) => (profile.natKeepalive = undefined),
      show: ({ profile: { natKeepalive } }) => (natKeepalive === undefined ? [] : [`nat keepalive ${natKeepalive}`]),
    })
    .add('virtual-template ![<1-200>:number]', {
      run: ({ device, profile }, { number }) => {
        profile.virtualTemplate = number;
        device.router.converge();
      },
      no: ({ profile }) => delete profile.virtualTemplate,
      show: ({ profile: { virtualTemplate } }) =>
        virtualTemplate === undefined ? [] : [`virtual-template ${virtualTemplate}`],
    })
    .add('ivrf ![WORD:name]', {
      run: ({ profile }, { name }) => (profile.insideVrf = name),
      no: ({ profile }) => (profile.insideVrf = undefined),
      show: ({ profile: { insideVrf } }) => (insideVrf === undefined ? [] : [`ivrf ${insideVrf}`]),
    })
    // Nothing is asked of the peer's configuration in any case, so `no` changes nothing.
    .add('config-exchange {request|set}:what [LINE:rest]', {
      hidden: true,
      run: (_, { what }) => refuse(`config-exchange ${what}`),
      no: () => undefined,
    })
    .add('{anyconnect|initial-contact|reconnect|redirect|remote|responder-only|shutdown}:what [LINE:rest]', {
      hidden: true,
      run: (_, { what }) => refuse(what),
      no: () => undefined,
    });
}

function refuse(what: string): never {
  throw Refusal.notSimulated(`${what} is not simulated in an IKEv2 profile`);
}

function declareWords(mode: Mode<ProfileContext>): void {
  mode.words({
    lifetime: 'Set lifetime for ISAKMP security association',
    'lifetime seconds': 'lifetime in seconds',
    ivrf: 'I-VRF of the profile',
    'ivrf name': 'I-VRF name',
    dpd: 'Enable IKE liveness check for peers',
    interval: 'DPD R-U-THERE interval',
    retry: 'DPD Retry Interval',
    'on-demand': 'Send DPD queries only as needed',
    periodic: 'Send DPD queries at regular intervals',
    nat: 'NAT-transparency',
    'nat keepalive': 'NAT keepalive interval',
    'keepalive seconds': 'Number of seconds between keep alives',
    'virtual-template': 'Specify the virtual-template for dynamic interface creation.',
    'virtual-template number': 'Virtual-template number',
  });
}
