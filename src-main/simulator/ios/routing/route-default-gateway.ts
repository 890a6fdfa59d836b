/** ip default-gateway: for a router that does not route. Kept and shown; this one always routes. */
import { formatIpv4 } from '../../../base/address.ts';
import { configureMode } from '../modes.ts';

const words = 'ip default-gateway';

export function declareRouteDefaultGateway(): void {
  configureMode
    .words({
      [words]: 'Specify default gateway (if not routing IP)',
      gateway: 'IP address of default gateway',
    })
    .add('ip default-gateway ![A.B.C.D:gateway]', {
      section: 'forwarding',
      run: ({ settings }, { gateway }) => settings.harmless.set(words, `${words} ${formatIpv4(gateway)}`),
      no: ({ settings }) => settings.harmless.delete(words),
      show: ({ settings }) => {
        const line = settings.harmless.get(words);
        return line === undefined ? [] : [line];
      },
    });
}
