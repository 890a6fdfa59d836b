/**
 * crypto ipsec security-association lifetime: what holds where a profile says nothing of its own. The volume is written
 * before the time (gh id:41619750765).
 */
import { unlessUsual } from '../../cli/configuration.ts';
import { defaultLifetime } from '../../ipsec/proposal.ts';
import { configureMode } from '../modes.ts';

const path = 'crypto ipsec security-association lifetime';

export function declareIpsecLifetime(): void {
  configureMode
    .words({
      'crypto ipsec': 'Configure IPSEC policy',
      'crypto ipsec security-association': 'Security association parameters',
      [path]: 'security association lifetime',
      [`${path} seconds`]: 'Time-based key duration',
      [`${path} kilobytes`]: 'Volume-based key duration',
      [`${path} seconds seconds`]: 'Security association duration in seconds',
      [`${path} kilobytes kilobytes`]: 'Security association duration in kilobytes encrypted',
    })
    .add('crypto ipsec security-association lifetime kilobytes ![<2560-536870912>:kilobytes]', {
      section: 'crypto ipsec lifetime',
      run: ({ router }, { kilobytes }) => (router.crypto.lifetime.kilobytes = kilobytes),
      no: ({ router }) => (router.crypto.lifetime.kilobytes = defaultLifetime.kilobytes),
      show: ({ router: { crypto } }, isAll) => lineOf('kilobytes', crypto.lifetime.kilobytes, isAll),
    })
    .add('crypto ipsec security-association lifetime seconds ![<120-86400>:seconds]', {
      section: 'crypto ipsec lifetime',
      run: ({ router }, { seconds }) => (router.crypto.lifetime.seconds = seconds),
      no: ({ router }) => (router.crypto.lifetime.seconds = defaultLifetime.seconds),
      show: ({ router: { crypto } }, isAll) => lineOf('seconds', crypto.lifetime.seconds, isAll),
    });
}

function lineOf(unit: 'seconds' | 'kilobytes', value: number, isAll?: boolean): string[] {
  return unlessUsual(`${path} ${unit} ${value}`, value === defaultLifetime[unit], isAll);
}
