import { describe, expect, it } from 'vitest';
import { parserOf } from '../../src-main/parsers/catalogue.ts';

const commandOf = (platform: string, typed: string): string | undefined => parserOf(platform, typed)?.command;

describe('the parser of a command', () => {
  it.each([
    ['ios', 'sh cry isa sa det', 'show crypto isakmp sa detail'],
    ['ios', 'do show crypto isakmp sa   ', 'show crypto isakmp sa'],
    ['ios', 'show crypto ipsec sa peer 192.0.2.1 detail | include encaps', 'show crypto ipsec sa'],
    ['ios', 'show crypto isakmp sa vrf CUSTOMER detail', 'show crypto isakmp sa vrf WORD detail'],
    ['ios', 'show ip route 10.0.0.0 255.0.0.0 longer-prefixes', 'show ip route A.B.C.D A.B.C.D longer-prefixes'],
    ['ios', 'show ip interface Tunnel0 brief', 'show ip interface WORD brief'],
    ['ios', 'debug dmvpn all', 'debug'],
    ['ios', 'show run | count crypto', '| count'],
    ['asa', 'show ipsec sa detail', 'show ipsec sa'],
    ['linux', 'sudo swanctl -L', 'swanctl -L'],
    ['linux', 'swanctl -l', 'swanctl -l'],
    ['linux', 'ip -s xfrm state', 'ip WORD xfrm state'],
    ['linux', 'ip r', 'ip route'],
    ['linux', 'iptables -t nat -S', 'iptables -t WORD -S'],
    ['vpcs', 'trac 10.0.0.1', 'trace'],
  ])('of %s is found for: %s', (platform, typed, command) => {
    expect(commandOf(platform, typed)).toBe(command);
  });

  it('is found by the names that collections give to files', () => {
    expect(commandOf('ios', 'show_crypto_ipsec_transform_set')).toBe('show crypto ipsec transform-set');
    expect(commandOf('asa', 'show_vpn_session_db_summary')).toBe('show vpn-sessiondb summary');
  });

  it('is none where only the beginning of a word is that of another command', () => {
    expect(commandOf('asa', 'show iptables')).toBeUndefined();
    expect(commandOf('linux', 'swanctl --load-all')).toBeUndefined();
    expect(commandOf('linux', 'ip maddr')).toBeUndefined();
  });
});
