/**
 * crypto isakmp identity, keepalive, nat keepalive, aggressive-mode disable, invalid-spi-recovery, fragmentation: what
 * holds for all peers (seed 003). The order in the configuration is that of published ones: "crypto isakmp invalid-spi-recovery",
 * "crypto isakmp keepalive 30 30 periodic", then profiles (gh id:35042932486).
 */
import { setOrNot, unlessUsual } from '../../cli/configuration.ts';
import type { IsakmpKeepalive } from '../../ike/configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

const section = 'crypto isakmp';
/** Seconds between retries where the line names none (command reference). */
const defaultRetry = 2;

export function declareIsakmpSettings(): void {
  declareWords();
  configureMode
    .add('crypto isakmp identity ![{address|hostname|dn}:kind]', {
      section,
      run: ({ router }, { kind }) => (router.crypto.isakmp.identity = kind),
      no: ({ router }) => (router.crypto.isakmp.identity = 'address'),
      show: ({ router }, isAll) => {
        const { identity } = router.crypto.isakmp;
        return unlessUsual(`crypto isakmp identity ${identity}`, identity === 'address', isAll);
      },
    })
    .add('crypto isakmp invalid-spi-recovery', {
      section,
      run: ({ router }) => (router.crypto.isakmp.isInvalidSpiRecovered = true),
      no: ({ router }) => (router.crypto.isakmp.isInvalidSpiRecovered = false),
      show: ({ router }, isAll) =>
        setOrNot('crypto isakmp invalid-spi-recovery', router.crypto.isakmp.isInvalidSpiRecovered, isAll),
    })
    // As a responder alone a router says that it can (configuration guide, "Fragmentation of IKE Packets"); the line's
    // place among the others is from memory.
    .add('crypto isakmp fragmentation', {
      section,
      run: ({ router }) => (router.crypto.isakmp.fragmentation = 'answered'),
      no: ({ router }) => (router.crypto.isakmp.fragmentation = 'no'),
      show: ({ router }, isAll) =>
        setOrNot('crypto isakmp fragmentation', router.crypto.isakmp.fragmentation !== 'no', isAll),
    })
    .add('crypto isakmp keepalive ![<10-3600>:seconds] [<2-60>:retry] [{periodic|on-demand}:mode]', {
      section,
      run: ({ router }, given) => (router.crypto.isakmp.keepalive = keepaliveOf(given)),
      no: ({ router }) => (router.crypto.isakmp.keepalive = undefined),
      show: ({ router }) => keepaliveLines('crypto isakmp keepalive', router.crypto.isakmp.keepalive),
    })
    .add('crypto isakmp nat keepalive ![<5-3600>:seconds]', {
      section,
      run: ({ router }, { seconds }) => (router.crypto.isakmp.natKeepalive = seconds),
      no: ({ router }) => (router.crypto.isakmp.natKeepalive = undefined),
      show: ({ router }) => {
        const { natKeepalive } = router.crypto.isakmp;
        return natKeepalive === undefined ? [] : [`crypto isakmp nat keepalive ${natKeepalive}`];
      },
    })
    .add('crypto isakmp aggressive-mode disable', {
      section,
      run: (device) => disableAggressiveMode(device, true),
      no: (device) => disableAggressiveMode(device, false),
      show: ({ router }, isAll) =>
        setOrNot('crypto isakmp aggressive-mode disable', router.crypto.isakmp.isAggressiveModeDisabled, isAll),
    });
}

function disableAggressiveMode({ router }: IosDevice, isDisabled: boolean): void {
  router.crypto.isakmp.isAggressiveModeDisabled = isDisabled;
}

export function keepaliveOf(given: {
  seconds: number;
  retry?: number;
  mode?: IsakmpKeepalive['mode'];
}): IsakmpKeepalive {
  return { seconds: given.seconds, retry: given.retry ?? defaultRetry, mode: given.mode ?? 'on-demand' };
}

/** On demand is the default, and is not written. */
function keepaliveLines(words: string, keepalive: IsakmpKeepalive | undefined): string[] {
  if (!keepalive) return [];
  const { seconds, retry, mode } = keepalive;
  const isPeriodic = mode === 'periodic';
  return [`${words} ${seconds}${retry === defaultRetry ? '' : ` ${retry}`}${isPeriodic ? ' periodic' : ''}`];
}

function declareWords(): void {
  configureMode.words({
    'crypto isakmp identity': 'Set the identity which ISAKMP will use',
    'identity address': 'Use the IP address of the interface for the identity',
    'identity hostname': 'Use the hostname of the router for the identity',
    'identity dn': 'Use the distinguished name of the router cert for the identity',
    'crypto isakmp invalid-spi-recovery': 'Initiate IKE and send Invalid SPI Notify',
    'crypto isakmp fragmentation': 'IKE Fragmentation enabled if required',
    'crypto isakmp keepalive': 'Set a keepalive interval for use with IOS peers',
    'isakmp keepalive seconds': 'Number of seconds between keep alives',
    'keepalive retry': 'Number of seconds between retries if keepalive fails',
    'keepalive seconds retry': 'Number of seconds between retries if keepalive fails',
    'keepalive seconds periodic': 'keepalives will be sent periodically',
    'keepalive seconds on-demand': 'keepalives will be sent as needed',
    periodic: 'keepalives will be sent periodically',
    'on-demand': 'keepalives will be sent as needed',
    'crypto isakmp nat': 'Set a nat keepalive interval for use with IOS peers',
    'crypto isakmp nat keepalive': 'Set a nat keepalive interval for use with IOS peers',
    'nat keepalive seconds': 'Number of seconds between keep alives',
    'crypto isakmp aggressive-mode': 'Disable ISAKMP aggressive mode',
    'aggressive-mode disable': 'Disable ISAKMP aggressive mode',
  });
}
