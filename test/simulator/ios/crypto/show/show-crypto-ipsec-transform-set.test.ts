import { describe, expect, it } from 'vitest';
import { transformSetLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-ipsec-transform-set.ts';
import type { TransformSet } from '../../../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { quoted, wording } from '../crypto-state.ts';

const seed: TransformSet = {
  name: 'MyTransformSet',
  esp: { cipher: '3des', keyBits: 168, integrity: 'sha1' },
  ah: undefined,
  mode: 'tunnel',
};

describe('show crypto ipsec transform-set', () => {
  it('says what seed 000 says', () => {
    const ofSeed000 = quoted(`
Transform set MyTransformSet: { esp-3des esp-sha-hmac  }
   will negotiate = { Tunnel,  },
`);
    expect(wording(transformSetLines([seed]))).toEqual([...wording(ofSeed000), '']);
  });

  it('keeps the blanks that the seed has lost, puts key lengths in the middle, and knows transport mode', () => {
    const aes: TransformSet = {
      name: 'TS',
      esp: { cipher: 'aes', keyBits: 256, integrity: 'sha256' },
      ah: undefined,
      mode: 'tunnel',
    };
    const plain: TransformSet = {
      name: 'T2',
      esp: { cipher: 'aes', keyBits: 128, integrity: undefined },
      ah: undefined,
      mode: 'transport',
    };
    expect(transformSetLines([aes, plain])).toEqual([
      'Transform set TS: { esp-256-aes esp-sha256-hmac  } ',
      '   will negotiate = { Tunnel,  }, ',
      '',
      'Transform set T2: { esp-aes  } ',
      '   will negotiate = { Transport,  }, ',
      '',
    ]);
  });
});
