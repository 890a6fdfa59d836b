/** clear crypto ikev2 …: associations are thrown away, and negotiated anew where they are wanted. */
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { execMode } from '../modes.ts';

interface Ends {
  local?: number;
  remote?: number;
  id?: number;
}

export function declareClearIkev2(): void {
  execMode
    .words({
      'clear crypto ikev2': 'Clear ikev2 SAs',
      'ikev2 sa': 'Clear ikev2 SAs',
      'clear crypto ikev2 sa local': 'Clear SAs by their local address',
      'clear crypto ikev2 sa local local': 'Local address',
      'clear crypto ikev2 sa remote': 'Clear SAs by their remote address',
      'clear crypto ikev2 sa remote remote': 'Remote address',
      'clear crypto ikev2 sa id': 'Clear SAs by their tunnel-id',
      'clear crypto ikev2 sa id id': 'Tunnel-id',
      'clear crypto ikev2 sa fast': 'Clear SAs without telling the peers',
      'clear crypto ikev2 stats': 'Clear IKEv2 statistics',
    })
    .add('clear crypto ikev2 sa [( local A.B.C.D:local | remote A.B.C.D:remote | id <1-1000000>:id )]', {
      privilege: 15,
      when: hasIkev2,
      run: clear,
    })
    .add('clear crypto ikev2 sa fast', {
      privilege: 15,
      when: hasIkev2,
      run: () => {
        throw Refusal.notSimulated('To clear without telling the peers is not simulated: leave the word out');
      },
    })
    .add('clear crypto ikev2 stats', {
      privilege: 15,
      when: hasIkev2,
      run: ({ settings }, _, exec) => {
        settings.ikev2Statistics.clear();
        exec.print('Cleared crypto ikev2 statistics');
      },
    });
}

/** The children go with their association, and what needs them asks for others. */
function clear({ router }: IosDevice, { local, remote, id }: Ends): void {
  router.ipsec.ikev2.clear(
    (one) => (local ?? one.local) === one.local && (remote ?? one.remote) === one.remote && (id ?? one.id) === one.id,
  );
  router.converge();
}
