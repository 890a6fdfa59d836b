/**
 * set session-key: the keys of an entry that is for `ipsec-manual`, typed by hand (seed 003). As on IOS a key has to be
 * at least as long as its algorithm wants it (command reference: DES 8 bytes, MD5 16, SHA 20); with the transform set
 * that is set at the time it can be looked up, otherwise when both are there.
 */
import { cryptoMapMode, isManual, type CryptoMapContext } from './crypto-map-mode.ts';
import type { ManualKeys } from '../../router/ipsec/crypto-map.ts';
import { Refusal } from '../../cli/refusal.ts';

type Way = 'inbound' | 'outbound';

export function declareSessionKey(): void {
  declareWords();
  cryptoMapMode
    .add('set session-key {inbound|outbound}:way esp <256-4294967295>:spi cipher HEX:cipher [authenticator HEX:key]', {
      section: 'session-key',
      when: isManual,
      run: (context, { way, spi, cipher, key }) => {
        keysOf(context, way).esp = { spi, cipher: evenOf(cipher, 'cipher'), authenticator: key && evenOf(key, 'key') };
        context.device.router.converge();
      },
      show: (context) => (['inbound', 'outbound'] as const).flatMap((way) => linesOf(way, keysOf(context, way))),
    })
    .add('set session-key {inbound|outbound}:way esp [LINE:more]', {
      hidden: true,
      when: isManual,
      run: () => {
        throw Refusal.incomplete();
      },
      no: (context, { way }) => {
        delete keysOf(context, way).esp;
        context.device.router.converge();
      },
    })
    .add('set session-key {inbound|outbound}:way ah <256-4294967295>:spi HEX:key', {
      when: isManual,
      run: (context, { way, spi, key }) => {
        keysOf(context, way).ah = { spi, key: evenOf(key, 'key') };
        context.device.router.converge();
      },
    })
    .add('set session-key {inbound|outbound}:way ah [LINE:more]', {
      hidden: true,
      when: isManual,
      run: () => {
        throw Refusal.incomplete();
      },
      no: (context, { way }) => {
        delete keysOf(context, way).ah;
        context.device.router.converge();
      },
    });
}

/** Bytes are two digits each. */
function evenOf(hex: string, argument: string): string {
  if (hex.length % 2 !== 0) throw Refusal.invalid(argument);
  return hex.toUpperCase();
}

function keysOf({ entry }: CryptoMapContext, way: Way): ManualKeys {
  return 'type' in entry && entry.type.kind === 'manual' ? entry.type[way] : {};
}

function linesOf(way: Way, { esp, ah }: ManualKeys): string[] {
  const head = `set session-key ${way}`;
  const authenticator = esp?.authenticator === undefined ? '' : ` authenticator ${esp.authenticator}`;
  return [
    ...(esp ? [`${head} esp ${esp.spi} cipher ${esp.cipher}${authenticator}`] : []),
    ...(ah ? [`${head} ah ${ah.spi} ${ah.key}`] : []),
  ];
}

function declareWords(): void {
  cryptoMapMode.words({
    'set session-key': 'Manual keying',
    inbound: 'inbound session keys',
    outbound: 'outbound session keys',
    'way esp': 'encapsulated security payload',
    'way ah': 'authentication header',
    spi: 'Security Parameter Index (SPI)',
    cipher: 'ESP cipher key',
    'cipher cipher': 'Key in hexadecimal',
    authenticator: 'ESP authenticator key',
    key: 'Key in hexadecimal',
  });
}
