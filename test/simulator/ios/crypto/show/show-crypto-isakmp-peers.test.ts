import { describe, expect, it } from 'vitest';
import { isakmpPeerLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-peers.ts';
import { isakmpSa } from '../crypto-state.ts';

describe('show crypto isakmp peers', () => {
  it('names each peer once, with the identity that it has proved', () => {
    expect(isakmpPeerLines([isakmpSa({ connectionId: 1001 }), isakmpSa({})])).toEqual([
      'Peer: 172.16.0.6 Port: 500 Local: 172.16.0.1',
      ' Phase1 id: 172.16.0.6',
    ]);
  });

  it('knows no identity before that, and forgets who has no association', () => {
    expect(isakmpPeerLines([isakmpSa({ state: 'MM_KEY_EXCH' })])[1]).toBe(' Phase1 id: (none)');
    expect(isakmpPeerLines([isakmpSa({ isDeleted: true })])).toEqual([]);
  });
});
