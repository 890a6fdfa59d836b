/**
 * The key schedules of three negotiations between two strongSwan 5.9.8 charons (Debian 12), as their logs have them and
 * as an independent program recomputed them from the captured packets.
 */
import { describe, expect, it } from 'vitest';
import { bytesOfHex, bytesOfLatin1, concat, hexOf } from '../../../src-main/base/bytes.ts';
import {
  childKeyMaterial,
  firstKeySeed,
  ikeKeys,
  nextKeySeed,
  prfPlus,
  sharedKeyAuthenticator,
  signedOctets,
} from '../../../src-main/simulator/crypto/ikev2-keys.ts';
import { hmac, type HashName } from '../../../src-main/simulator/crypto/mac.ts';

interface Schedule {
  run: string;
  prf: HashName;
  initiatorNonce: string;
  responderNonce: string;
  initiatorSpi: string;
  responderSpi: string;
  sharedSecret: string;
  keySeed: string;
  d: string;
  ai: string;
  ar: string;
  ei: string;
  er: string;
  pi: string;
  pr: string;
  /** Encryption and integrity keys of the initiator, then those of the responder. */
  child: string;
}

const schedules: Schedule[] = [
  {
    run: 'v2-3des-md5-modp1024',
    prf: 'md5',
    initiatorNonce: '8dde4dfc604e182e189108e184373a3ee6f1944ebf7f29a0b162be2d2cacb0e1',
    responderNonce: '0220f76058c445b5898cc8f6f83ccee6acf1cf0d87bc0f73a1c45a0ac0734de2',
    initiatorSpi: '322b3fa4e5179d4f',
    responderSpi: '410b4c175016b2b8',
    sharedSecret:
      'e720dacc14ff435295fbd1b814fd2a6a117ce6e5c1673fc924a5f82f1c02eb45d087499940d3ec1ee00887f2c40a43c8' +
      'f0d002529458afca31081f33f21607e90e4988eca8f6076914480843763e56ec9205fe30663bed763248c33bcffc925f' +
      '9a777afab6446695ca9114ec9f97eca466107424ed5700cd409077413a210694',
    keySeed: '403818f87338ec03266e4b2e7da94fb3',
    d: '270e07e1e0ec586d533b0bad17d9a19e',
    ai: '418b24ddc096340f4733728dc94da010',
    ar: '0ee623731535ec2638f5c6d9f0d2620a',
    ei: '8c4c98a4edbd4a9efcdbe26addda5a7ae5556b85cf332db1',
    er: '38056ff37f23a168ff7af84ef698b9f3568b3807b46389aa',
    pi: 'd8dd263d43c07ff0491dec612c593923',
    pr: '7c9a2d465f8d793e9cb9b47b96ed428c',
    child:
      'f2a06cea1cfd1956fde2ca11d7f40651dcc7eb880a21789242cb1c0bba0ef50535c3ed034048cb1be50dd86899c9d067' +
      '5d167026bcfe552bd2a719c7a33180839ddf22aec9a448c778cba8ab376b0d85',
  },
  {
    run: 'v2-aes256-sha256-modp2048',
    prf: 'sha256',
    initiatorNonce: '29ab45ed84b3d8861cb5b7f88aabcbc459ccc286ab04eacdb14cfd3bf8f32349',
    responderNonce: 'bcd6e011ceaffc5c4f6ea876c0f3c8c1814d9d12ff925b84d3f3936fe9bfda44',
    initiatorSpi: 'a1f29979532e3da8',
    responderSpi: 'fdc212fbe97a7b51',
    sharedSecret:
      '29866987e25c045d6023afe009d30e22d933513f43e9ade2ed2771526c88762f515cc6c93e5964a6fd24abe34d8b62d9' +
      '149213f0fdc8e9543cf4ec9cbaaafe7eb0f5c00a41ad3e8288138077d176faa95cfbbc027d8173c233462f4aacf37de8' +
      '1ab3d16721401d1697fdd4250c824ccc0786ff225d5640770e9843529f9cd555442b668921b0c8a8ef337f4ff8bf6e43' +
      'e27a5fb9ca03db814f9e1726180c0ece94fd0e499f28a92629550b9e9b222f78a1c058cf322a4c4517f3b66f37d5e544' +
      '5e5b305750304af86b4e704d097c38a31f21f682ef8a25faa22f1c2c598d27df4889fd0205445d35e2d8f626ff00d5d0' +
      'df2a4795201d15bfff975da0fcf6eb80',
    keySeed: 'b2d47445986cd214b160293b335baef0801a73fd36885313b7bb3b91fcaa4b22',
    d: '87270d1fafa35fd272b1ee5e3b654f1df17f0c0b3435e95a86949376075d0c83',
    ai: 'ab35787e6809f8a9a61c6a0950a4f5e2f3ee39c134efadde5fd1a01f63ceecff',
    ar: 'b274bf0e485eb5d9e0fdfdeb114f71cfd56320fc6fe0bb1245e491c50438bdea',
    ei: '0b708512e8642c3199fdf0b5dc324ade3a99041094bf020ec7af4ade32f755af',
    er: '56f6849ff93d58ee3c20819db42861c1654a4bc197ed67f0c626399fb5a2cd66',
    pi: 'cacab2b8d1d96332289f963ae9d4ee9da2314390ffafb4e4696b1784e66631cd',
    pr: '0f8d7123980800a0ba0eceeb4d2308b622025956d7334c86fb8c767454dc3fb2',
    child:
      '9add7919bebe882e1f7af5c419c3c594a57b85e3a37606bb410ba07d887f2da9424d724bf71a2e31a316345519692136' +
      '78e7a954a37b50610a04ce5b127dc67b2af46bc6a4e93929ac4717e820676897a9e623cb9d44174794851010bc98a9f9' +
      '862141b94fc05c0c4820b81898cae6bb416a03b1b130129a1fcbf25bae5eacab',
  },
  {
    run: 'v2-aes256gcm16-prfsha384-ecp384',
    prf: 'sha384',
    initiatorNonce: 'ff437547848317caaf25311ab95be22f44192e7f3c8bec04800317c19c08290c',
    responderNonce: '0a2fdef91871ce1b8d0ecff763cb07a6abb2a06fb9a444349a374f9dfff7c52b',
    initiatorSpi: '0cd384a10d584fb2',
    responderSpi: 'b5f6b96e332ecf11',
    sharedSecret: '0a7de7f3c3634155c0c79bb79f4f1b97a4c9eb156c9d632de4aa027a8d0b731bfd50f1a7137813f0793fc88c8bb9e733',
    keySeed: '0f84d2f6c2a10c051ae182be3de86e3f1fb152621205d57124eb857318df89955264e2c0fd58e6c32c9a679304179122',
    d: '2e6ca24cd89858c0d7b86379e2c186afd9f345431e2f04424222de4888ee09b7f8e1090205604ccac8c404290f715d8f',
    ai: '',
    ar: '',
    ei: '7ac8099f8ba32940ce1c18648c185b87a20fddf076dc895334e9b7d8811783e9ccac57d9',
    er: '27a08a4958bc59f72667f06f9bee88939bae3b2a80a07e6039ac0fce407749564fd93b70',
    pi: 'bba5a2a96b962587f042af62f90ab8c644c8f4f87a79e7193e57ceb5d76820089decf8d589d32edc927b1d511031d223',
    pr: 'a65fc566be7d5bbde44ab7e668783088ee7df57c91105c8ec73ed8842694a08ff7766806539574a28575bc89453e77e5',
    child:
      '932b9fdf30a1338cd0b3d8f5b8cfd63ee76cfc8d41d8d5bdb29671cdae433e171b5b6166415cbb5b7867db518b586920' +
      '0795a2c083577a4275819378229e08bdbdc8eb2516327d22',
  },
];

const names = ['d', 'ai', 'ar', 'ei', 'er', 'pi', 'pr'] as const;

describe.each(schedules)('the keys of $run', (schedule) => {
  const { prf } = schedule;
  const nonces = {
    initiatorNonce: bytesOfHex(schedule.initiatorNonce),
    responderNonce: bytesOfHex(schedule.responderNonce),
  };
  const spis = {
    initiatorSpi: bytesOfHex(schedule.initiatorSpi),
    responderSpi: bytesOfHex(schedule.responderSpi),
  };

  it('begin with SKEYSEED', () => {
    expect(hexOf(firstKeySeed(prf, nonces, bytesOfHex(schedule.sharedSecret)))).toBe(schedule.keySeed);
  });

  it('are those of the association', () => {
    const lengths = { encryption: schedule.ei.length / 2, integrity: schedule.ai.length / 2 };
    const keys = ikeKeys(prf, bytesOfHex(schedule.keySeed), { ...nonces, ...spis }, lengths);
    for (const name of names) expect(hexOf(keys[name]), name).toBe(schedule[name]);
  });

  it('are those of the child', () => {
    const length = schedule.child.length / 2;
    const inputs = { ...nonces, sharedSecret: undefined };
    expect(hexOf(childKeyMaterial(prf, bytesOfHex(schedule.d), inputs, length))).toBe(schedule.child);
  });
});

describe('the keys of the ACVP sample of IKE version 2 (test case 100: SHA-1, 1056 bits of keying material)', () => {
  const nonces = { initiatorNonce: bytesOfHex('32b50d5f4a3763f3'), responderNonce: bytesOfHex('9206a04b26564cb1') };
  const spis = { initiatorSpi: bytesOfHex('34c9e7c188868785'), responderSpi: bytesOfHex('3ff77d760d2b2199') };
  const secret = bytesOfHex('4b2c1f971981a8ad8d0abeafabf38cf75fc8349c148142465ed9c8b516b8be52');
  const newSecret = bytesOfHex('863f3c9d06efd39d2b907b97f8699e5dd5251ef64a2a176f36ee40c87d4f9330');
  const keySeed = firstKeySeed('sha1', nonces, secret);
  // 132 bytes: three keys of the prf, and 36 for either direction.
  const keys = ikeKeys('sha1', keySeed, { ...nonces, ...spis }, { encryption: 16, integrity: 20 });

  it('are those of the association', () => {
    expect(hexOf(keySeed)).toBe('a9a7b222b59f8f48645f28a1db5b5f5d7479cba7');
    const { d, ai, ar, ei, er, pi, pr } = keys;
    expect(hexOf(concat(d, ai, ar, ei, er, pi, pr))).toBe(
      'a14293677cc80ff8f9cc0eee30d895da9d8f405666e30ef0dfcb63c634a46002a2a63080e514a062768b76606f9fa5e9' +
        '92204fc5a670bde3f10d6b027113936a5c55b648a194ae587b0088d52204b702c979fa280870d2ed41efa9c549fd1119' +
        '8af1670b143d384bd275c5f594cf266b05ebadca855e4249520a441a81157435a7a56cc4',
    );
  });

  it('are those of a child, without and with a key exchange of its own', () => {
    const materialWith = (sharedSecret: Uint8Array | undefined): string =>
      hexOf(childKeyMaterial('sha1', keys.d, { ...nonces, sharedSecret }, 132));
    expect(materialWith(undefined)).toBe(
      '8059e3ee8810e6c3a91bc8bcd2a7a41151b8d0e6ae239c7b38093ad85ef4c5811a8e7b5d1cdabd9560b2d5e092d1f24e' +
        '2d4b85eccdf0ad0dc9abd94b51ee71814ca6dbc8bb51b6309f5b9545c7eb35cf5580b1e521a8fe20754a2d883ba0c2cf' +
        '285f524aea6545b33106bc03e614296d319d41d4b50b3f510b1c0a22f3e664994d234cb4',
    );
    expect(materialWith(newSecret)).toBe(
      'bb43244c1860ad65ee1e211ffe8bb3661750c8f89cb9f547df7f4fa61d37301628190e38c66232eab4b3ab14c400a519' +
        '7dd3730ed4820a8a10394d51e1c0400052f63ebd36b0e7ef53aaed31eba4a5080d7d4b5666023a8bbb5ffb7857240f9a' +
        '05884d1b7d2f933708450b7b3288f1fc863ab49fa901227cffc06e27899c7054d56fd74c',
    );
  });

  it('are renewed from SK_d', () => {
    expect(hexOf(nextKeySeed('sha1', keys.d, newSecret, nonces))).toBe('63e81194946ebd05df7df5ebf5d8750056bf1f1d');
  });
});

describe('what else derives from keys', () => {
  const key = bytesOfHex('00112233445566778899aabbccddeeff');
  const nonces = { initiatorNonce: bytesOfHex('01'), responderNonce: bytesOfHex('02') };

  it('prf+ chains its blocks and counts them (RFC 7296 section 2.13)', () => {
    const seed = bytesOfHex('5eed');
    const first = hmac('md5', key, seed, Uint8Array.of(1));
    const second = hmac('md5', key, first, seed, Uint8Array.of(2));
    expect(hexOf(prfPlus('md5', key, seed, 20))).toBe(hexOf(concat(first, second)).slice(0, 40));
  });

  it('a renewed association takes SK_d as the key of its seed, a child with a key exchange of its own puts it first', () => {
    const secret = bytesOfHex('dead');
    expect(nextKeySeed('sha1', key, secret, nonces)).toEqual(hmac('sha1', key, bytesOfHex('dead0102')));
    const child = childKeyMaterial('sha1', key, { ...nonces, sharedSecret: secret }, 20);
    expect(child).toEqual(hmac('sha1', key, bytesOfHex('dead010201')));
  });

  it('a pre-shared key is padded before it authenticates (section 2.15)', () => {
    const identity = bytesOfHex('01000000c0000201');
    const octets = signedOctets('sha1', { message: bytesOfHex('aa'), nonce: bytesOfHex('bb'), keyP: key, identity });
    expect(octets).toEqual(concat(bytesOfHex('aabb'), hmac('sha1', key, identity)));
    const padded = hmac('sha1', bytesOfLatin1('secret'), bytesOfLatin1('Key Pad for IKEv2'));
    expect(sharedKeyAuthenticator('sha1', bytesOfLatin1('secret'), octets)).toEqual(hmac('sha1', padded, octets));
  });
});
