/** crypto ikev2 dpd, fragmentation, cookie-challenge, nat keepalive: for all peers whose profile says nothing else. */
import { Refusal } from '../../cli/refusal.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

/** Bytes of a fragment with its IP and UDP headers, when no size is given (command reference). */
const defaultFragmentMtu = 576;
/** Half-open associations from which on a cookie is asked for, when no number is given (command reference). */
const defaultCookieChallenge = 100;

const common = { section: 'crypto ikev2', when: hasIkev2 } as const;

export function declareIkev2Global(): void {
  declareWords();
  configureMode
    .add('crypto ikev2 nat keepalive ![<5-3600>:seconds]', {
      ...common,
      run: ({ router }, { seconds }) => (router.crypto.ikev2.natKeepalive = seconds),
      no: ({ router }) => (router.crypto.ikev2.natKeepalive = undefined),
      show: ({ router }) => line('nat keepalive', router.crypto.ikev2.natKeepalive),
    })
    .add('crypto ikev2 dpd ![<10-3600>:interval <2-60>:retry {on-demand|periodic}:mode]', {
      ...common,
      run: ({ router }, { interval, retry, mode }) => (router.crypto.ikev2.dpd = { interval, retry, mode }),
      no: ({ router }) => (router.crypto.ikev2.dpd = undefined),
      show: ({ router: { crypto } }) => {
        const { dpd } = crypto.ikev2;
        return dpd ? [`crypto ikev2 dpd ${dpd.interval} ${dpd.retry} ${dpd.mode}`] : [];
      },
    })
    .add('crypto ikev2 fragmentation [mtu <68-1500>:mtu]', {
      ...common,
      run: ({ router }, { mtu = defaultFragmentMtu }) => (router.crypto.ikev2.fragmentationMtu = mtu),
      no: ({ router }) => (router.crypto.ikev2.fragmentationMtu = undefined),
      show: ({ router: { crypto } }) => {
        const { fragmentationMtu: mtu } = crypto.ikev2;
        return mtu === defaultFragmentMtu ? ['crypto ikev2 fragmentation'] : line('fragmentation mtu', mtu);
      },
    })
    .add('crypto ikev2 cookie-challenge [<1-1000>:count]', {
      ...common,
      run: ({ router }, { count = defaultCookieChallenge }) => (router.crypto.ikev2.cookieChallenge = count),
      no: ({ router }) => (router.crypto.ikev2.cookieChallenge = undefined),
      show: ({ router }) => line('cookie-challenge', router.crypto.ikev2.cookieChallenge),
    });
  declareMissing();
}

function line(words: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`crypto ikev2 ${words} ${value}`];
}

/** What IOS has beside it, by name. */
function declareMissing(): void {
  configureMode.add(
    'crypto ikev2 {certificate-cache|client|cluster|cts|diagnose|disconnect-revoked-peers|http-url|limit|name-mangler|reconnect|redirect|window}:what [LINE:rest]',
    {
      hidden: true,
      when: hasIkev2,
      run: (_, { what }) => {
        throw Refusal.notSimulated(`crypto ikev2 ${what} is not simulated`);
      },
      no: () => undefined,
    },
  );
}

function declareWords(): void {
  configureMode.words({
    'crypto ikev2 nat': 'NAT-transparency',
    'crypto ikev2 nat keepalive': 'NAT keepalive interval',
    'ikev2 nat keepalive seconds': 'Number of seconds between keep alives',
    'crypto ikev2 dpd': 'Enable IKE liveness check for peers',
    'crypto ikev2 dpd interval': 'DPD R-U-THERE interval',
    'dpd interval retry': 'DPD Retry Interval',
    'retry on-demand': 'Send DPD queries only as needed',
    'retry periodic': 'Send DPD queries at regular intervals',
    'crypto ikev2 fragmentation': 'Enable fragmentation of ikev2 packets',
    'fragmentation mtu': 'Set MTU for ikev2 fragmentation',
    'fragmentation mtu mtu': 'MTU in bytes',
    'crypto ikev2 cookie-challenge': 'Set Cookie-challenge watermark',
    'cookie-challenge count': 'Maximum number of half-open SAs before a cookie is asked for',
  });
}
