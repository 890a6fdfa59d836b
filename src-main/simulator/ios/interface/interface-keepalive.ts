/** keepalive: of tunnels and serial lines, whose ends miss them, and of Ethernet ports, where they are kept as a line alone. */
import { usualKeepalive as usual } from '../../router/serial-keepalive.ts';
import { SerialPort } from '../../router/serial-port.ts';
import type { KeepaliveSettings } from '../../router/tunnel/gre-keepalive.ts';
import { Tunnel } from '../../router/tunnel/tunnel.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { keep, kept } from './interface-harmless.ts';

export function declareKeepalive(): void {
  interfaceMode
    .words({
      keepalive: 'Enable keepalive',
      'keepalive seconds': 'Keepalive period (default 10 seconds)',
      retries: 'Keepalive retries',
    })
    .add('keepalive [<0-32767>:seconds [<1-255>:retries]]', {
      section: 'keepalive',
      run: (context, { seconds: period = usual.period, retries = usual.retries }) =>
        change(context, period === 0 ? undefined : { period, retries }),
      no: (context) => change(context, undefined),
      default: (context) => change(context, isTunnel(context) ? undefined : usual),
      show: (context) => kept(context, 'keepalive'),
    });
}

/** Tunnels and serial lines send keepalives, and wait for them; those of an Ethernet say nothing on a simulated cable. */
function change(context: InterfaceContext, settings: KeepaliveSettings | undefined): void {
  const { carrier } = context.one;
  if (carrier instanceof Tunnel || carrier instanceof SerialPort) carrier.keepalive.configure(settings);
  keep(context, 'keepalive', isTunnel(context) ? tunnelLine(settings) : portLine(context, settings));
}

/** A tunnel sends none until it is told to. */
function tunnelLine(settings: KeepaliveSettings | undefined): string | undefined {
  return settings && `keepalive ${settings.period} ${settings.retries}`;
}

/** A port sends them every ten seconds, which is not written; only a serial line counts those that are missed. */
function portLine({ one }: InterfaceContext, settings: KeepaliveSettings | undefined): string | undefined {
  if (!settings) return 'no keepalive';
  const { period, retries } = settings;
  if (retries !== usual.retries && one.carrier instanceof SerialPort) return `keepalive ${period} ${retries}`;
  return period === usual.period ? undefined : `keepalive ${period}`;
}

/** What `show interfaces` says of it. */
export function keepaliveText(context: InterfaceContext): string {
  const [, period, retries] = (context.device.notesOf(context.one).harmless.get('keepalive') ?? '').split(' ');
  if (isTunnel(context)) {
    return period === undefined ? 'Keepalive not set' : `Keepalive set (${period} sec), retries ${retries}`;
  }
  return period === 'keepalive' ? 'Keepalive not set' : `Keepalive set (${period ?? usual.period} sec)`;
}

function isTunnel({ one }: InterfaceContext): boolean {
  return one.carrier.kind === 'tunnel';
}
