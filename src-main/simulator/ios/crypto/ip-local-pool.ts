/** ip local pool: the addresses that clients of remote access are given. */
import { formatIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import { configureMode } from '../modes.ts';

export function declareLocalPool(): void {
  configureMode
    .words({
      ip: 'Global IP configuration subcommands',
      'ip local': 'Specify local options',
      'ip local pool': 'IP Local address pool lists',
      'local pool name': 'Create named local address pool',
      'name first': 'First IP Address of range',
      'first last': 'Last IP Address of range',
    })
    .add('ip local pool WORD:name ![A.B.C.D:first [A.B.C.D:last]]', {
      section: 'ip local pool',
      run: ({ router }, { name, first, last = first }) => {
        if (last < first) throw Refusal.because('%Bad IP range, the end address is below the start address');
        router.crypto.access.pools.set(name, { name, first, last });
      },
      no: ({ router }, { name }) => router.crypto.access.pools.delete(name),
      show: ({ router }) =>
        [...router.crypto.access.pools.values()].map(({ name, first, last }) => {
          const end = last === first ? '' : ` ${formatIpv4(last)}`;
          return `ip local pool ${name} ${formatIpv4(first)}${end}`;
        }),
    });
}
