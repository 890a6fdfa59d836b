/** crypto isakmp enable: IKE as a whole, on unless it is turned off (seed 003). */
import { usuallySet } from '../../cli/configuration.ts';
import { configureMode } from '../modes.ts';

export function declareIsakmpEnable(): void {
  configureMode
    .words({
      'crypto isakmp': 'Configure ISAKMP policy',
      'crypto isakmp enable': 'Enable ISAKMP',
    })
    .add('crypto isakmp enable', {
      section: 'crypto isakmp',
      run: ({ router }) => {
        router.crypto.isIsakmpEnabled = true;
        router.converge();
      },
      no: ({ router }) => {
        router.crypto.isIsakmpEnabled = false;
        router.converge();
      },
      show: ({ router }, isAll) => usuallySet('crypto isakmp enable', router.crypto.isIsakmpEnabled, isAll),
    });
}
