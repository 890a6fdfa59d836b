/** tunnel mode: GRE, which is not written, or IPsec alone (a virtual tunnel interface). No other mode is simulated. */
import { interfaceMode } from './modes.ts';
import { changeTunnel, isTunnel, tunnelOf } from './tunnel-settings.ts';

export function declareTunnelMode(): void {
  interfaceMode
    .words({
      'tunnel mode': 'tunnel encapsulation method',
      'tunnel mode gre': 'generic route encapsulation protocol',
      'tunnel mode gre ip': 'over IP',
      'tunnel mode ipsec': 'IPSec tunnel encapsulation',
      'tunnel mode ipsec ipv4': 'over IPv4',
    })
    .add('tunnel mode ![gre ip]', {
      section: 'tunnel mode',
      when: isTunnel,
      run: (context) => changeTunnel(context, { mode: 'gre-ip' }),
      no: (context) => changeTunnel(context, { mode: 'gre-ip' }),
      show: (context) => (tunnelOf(context)?.mode === 'ipsec-ipv4' ? ['tunnel mode ipsec ipv4'] : []),
    })
    .add('tunnel mode ipsec ipv4', {
      when: isTunnel,
      run: (context) => changeTunnel(context, { mode: 'ipsec-ipv4' }),
      no: (context) => changeTunnel(context, { mode: 'gre-ip' }),
    });
}
