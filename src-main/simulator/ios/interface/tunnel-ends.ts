/** tunnel source and tunnel destination. */
import { formatIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { isTunnel, changeTunnel, tunnelOf } from './tunnel-settings.ts';
import { interfaceMode } from '../modes.ts';

export function declareTunnelEnds(): void {
  interfaceMode
    .words({
      'tunnel source': 'source of tunnel packets',
      'tunnel source address': 'ip address',
      'tunnel destination': 'destination of tunnel',
      'tunnel destination address': 'ip address',
      'tunnel destination host': 'ip address or host name',
    })
    .add('tunnel source ![A.B.C.D:address]', {
      section: 'tunnel source',
      when: isTunnel,
      run: (context, { address }) => changeTunnel(context, { source: { address } }),
      no: (context) => changeTunnel(context, { source: undefined }),
      show: (context) => {
        const source = tunnelOf(context)?.source;
        if (!source) return [];
        return [`tunnel source ${'address' in source ? formatIpv4(source.address) : source.interface}`];
      },
    })
    .add('tunnel source INTERFACE:name', {
      when: isTunnel,
      run: (context, { name }) => changeTunnel(context, { source: { interface: name } }),
      no: (context) => changeTunnel(context, { source: undefined }),
    })
    .add('tunnel destination ![A.B.C.D:address]', {
      section: 'tunnel destination',
      when: isTunnel,
      run: (context, { address }) => setDestination(context, address),
      no: (context) => changeTunnel(context, { destination: undefined }),
      show: (context) => {
        const destination = tunnelOf(context)?.destination;
        return destination === undefined ? [] : [`tunnel destination ${formatIpv4(destination)}`];
      },
    })
    .add('tunnel destination WORD:host', {
      when: isTunnel,
      // A name is looked up when it is typed, and its address is what is kept.
      run: (context, { host }) => {
        const address = context.device.settings.addressOf(host);
        if (address === undefined) throw Refusal.invalid('host');
        setDestination(context, address);
      },
    });
}

function setDestination(context: InterfaceContext, destination: number): void {
  // The sentence is ours: what IOS says here has no source.
  if (tunnelOf(context)?.mode === 'gre-multipoint')
    throw Refusal.because('% A tunnel of mode gre multipoint takes no destination: NHRP knows its far ends');
  changeTunnel(context, { destination });
}
