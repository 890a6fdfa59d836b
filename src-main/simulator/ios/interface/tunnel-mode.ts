/**
 * tunnel mode: GRE, which is not written, to one far end or to many, or IPsec alone (a virtual tunnel interface). No other
 * mode is simulated.
 */
import { unlessUsual } from '../../cli/configuration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { changeTunnel, isTunnel, tunnelOf } from './tunnel-settings.ts';

export function declareTunnelMode(): void {
  interfaceMode
    .words({
      'tunnel mode': 'tunnel encapsulation method',
      'tunnel mode gre': 'generic route encapsulation protocol',
      'tunnel mode gre ip': 'over IP',
      'tunnel mode gre multipoint': 'over IP (multipoint)',
      'tunnel mode ipsec': 'IPSec tunnel encapsulation',
      'tunnel mode ipsec ipv4': 'over IPv4',
    })
    .add('tunnel mode ![gre ip]', {
      section: 'tunnel mode',
      when: isTunnel,
      run: (context) => changeTunnel(context, { mode: 'gre-ip' }),
      no: (context) => changeTunnel(context, { mode: 'gre-ip' }),
      show: modeLines,
    })
    .add('tunnel mode gre multipoint', {
      when: isTunnel,
      run: (context) => {
        // The sentence is ours: what IOS says here has no source.
        if (tunnelOf(context)?.destination !== undefined)
          throw Refusal.because("% A multipoint tunnel has no destination of its own: 'no tunnel destination' first");
        changeTunnel(context, { mode: 'gre-multipoint' });
      },
      no: (context) => changeTunnel(context, { mode: 'gre-ip' }),
    })
    .add('tunnel mode ipsec ipv4', {
      when: isTunnel,
      run: (context) => changeTunnel(context, { mode: 'ipsec-ipv4' }),
      no: (context) => changeTunnel(context, { mode: 'gre-ip' }),
    });
}

const written = { 'gre-ip': 'gre ip', 'gre-multipoint': 'gre multipoint', 'ipsec-ipv4': 'ipsec ipv4' } as const;

function modeLines(context: InterfaceContext, isAll?: boolean): string[] {
  const mode = tunnelOf(context)?.mode;
  return mode ? unlessUsual(`tunnel mode ${written[mode]}`, mode === 'gre-ip', isAll) : [];
}
