import { describe, expect, it } from 'vitest';
import { accessEntryOf, proxyOf, sessionFlowOf } from '../../../../src-main/simulator/ios/crypto/crypto-proxies.ts';
import { anySelector, hostSelector } from '../../../../src-main/simulator/ipsec/proposal.ts';
import { ip } from '../../router/network.ts';

const local = hostSelector(ip('10.1.1.4'), 47);
const remote = hostSelector(ip('10.1.1.3'), 47);

describe('proxy identities', () => {
  it('are spelled as each command spells them', () => {
    expect(proxyOf(local)).toBe('(10.1.1.4/255.255.255.255/47/0)');
    expect(sessionFlowOf(local, remote)).toBe('permit 47 host 10.1.1.4 host 10.1.1.3');
    expect(accessEntryOf(local, remote)).toBe('permit gre host 10.1.1.4 host 10.1.1.3');
    expect(sessionFlowOf(anySelector, anySelector)).toBe('permit ip 0.0.0.0/0.0.0.0 0.0.0.0/0.0.0.0');
    expect(accessEntryOf(anySelector, anySelector)).toBe('permit ip any any');
  });
});
