/** set ip access-group: which of the traffic that is in clear within the tunnel may pass (seed 003). */
import { omit } from '../../../base/omit.ts';
import { cryptoMapMode } from './crypto-map-mode.ts';

export function declareCryptoMapAccess(): void {
  cryptoMapMode
    .words({
      'set ip': 'Interface Internet Protocol config commands',
      'set ip access-group': 'Specify access control for encrypted packets',
      'access-group list': 'Access-list name or number',
      'list in': 'inbound packets',
      'list out': 'outbound packets',
    })
    .add('set ip access-group WORD:list {in|out}:way', {
      section: 'access-group',
      run: ({ device, entry }, { list, way }) => {
        entry.accessGroup[way] = list;
        device.router.converge();
      },
      no: ({ device, entry }, { way }) => {
        entry.accessGroup = omit(entry.accessGroup, way);
        device.router.converge();
      },
      show: ({ entry: { accessGroup } }) =>
        (['in', 'out'] as const).flatMap((way) => {
          const list = accessGroup[way];
          return list === undefined ? [] : [`set ip access-group ${list} ${way}`];
        }),
    });
}
