/** tunnel key, checksum and ttl: what stands in the headers that a tunnel adds. */
import { setOrNot, unlessUsual } from '../../cli/configuration.ts';
import { interfaceMode } from '../modes.ts';
import { changeTunnel, isTunnel, tunnelOf } from './tunnel-settings.ts';

const defaultTimeToLive = 255;

export function declareTunnelHeader(): void {
  interfaceMode
    .words({
      'tunnel key': 'security or selector key',
      'tunnel key key': 'key',
      'tunnel checksum': 'enable end to end checksumming of packets',
      'tunnel ttl': 'set time to live',
      'tunnel ttl hops': 'ttl',
    })
    .add('tunnel key ![<0-4294967295>:key]', {
      section: 'tunnel key',
      when: isTunnel,
      run: (context, { key }) => changeTunnel(context, { key }),
      no: (context) => changeTunnel(context, { key: undefined }),
      show: (context) => {
        const key = tunnelOf(context)?.key;
        return key === undefined ? [] : [`tunnel key ${key}`];
      },
    })
    .add('tunnel checksum', {
      section: 'tunnel checksum',
      when: isTunnel,
      run: (context) => changeTunnel(context, { checksummed: true }),
      no: (context) => changeTunnel(context, { checksummed: false }),
      show: (context, isAll) => {
        const tunnel = tunnelOf(context);
        return tunnel ? setOrNot('tunnel checksum', tunnel.checksummed, isAll) : [];
      },
    })
    .add('tunnel ttl ![<1-255>:hops]', {
      section: 'tunnel ttl',
      when: isTunnel,
      run: (context, { hops }) => changeTunnel(context, { timeToLive: hops }),
      no: (context) => changeTunnel(context, { timeToLive: defaultTimeToLive }),
      show: (context, isAll) => {
        const tunnel = tunnelOf(context);
        const hops = tunnel?.timeToLive ?? defaultTimeToLive;
        return unlessUsual(`tunnel ttl ${hops}`, hops === defaultTimeToLive, isAll && tunnel !== undefined);
      },
    });
}
