import { describe, expect, it } from 'vitest';
import { parseShowCryptoEngineConnectionsActive } from '../../../../../src-main/parsers/ios/show-crypto-engine-connections-active.ts';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { engineConnectionLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-engine.ts';
import { isakmpSa, seed000 } from '../crypto-state.ts';

describe('show crypto engine connections active', () => {
  it('lists each direction of IPsec and each association of IKE that has keys', () => {
    const { flow } = seed000();
    for (const { inbound, outbound } of flow.pairs) inbound.usage.packets = outbound.usage.packets = 5;
    const lines = engineConnectionLines(
      [flow],
      [isakmpSa({}), isakmpSa({ connectionId: 0, policy: undefined })],
      flavourOf('12.4(15)T14'),
    );
    expect(lines).toEqual([
      'Crypto Engine Connections',
      '',
      '   ID Interface  Type  Algorithm           Encrypt  Decrypt IP-Address',
      '    3 Tu0        IPsec 3DES+SHA                  0        5 172.16.0.1',
      '    4 Tu0        IPsec 3DES+SHA                  5        0 172.16.0.1',
      ' 1002 Tu0        IKE   SHA+DES                   0        0 172.16.0.1',
      '',
    ]);
    expect(parseShowCryptoEngineConnectionsActive(lines.join('\n'))).toMatchObject({
      unknown: [],
      records: [
        { id: 3, decrypted: 5 },
        { id: 4, encrypted: 5 },
        { id: 1002, type: 'IKE' },
      ],
    });
  });
});
