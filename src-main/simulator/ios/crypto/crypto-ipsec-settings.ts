/**
 * crypto ipsec security-association idle-time, replay; df-bit, fragmentation, nat-transparency: what holds where a map or
 * profile says nothing of its own. The first two stand with the lifetimes, the others after the transform sets.
 */
import { unlessUsual, usuallySet } from '../../cli/configuration.ts';
import { replayLines, windowHelps, windowSizes } from './crypto-association-settings.ts';
import { configureMode, interfaceMode } from '../modes.ts';

/** The window of a router where nothing is configured. */
const defaultWindow = 64;

export function declareIpsecAssociationSettings(): void {
  const [idle, replay] = ['idle-time', 'replay'].map((word) => `crypto ipsec security-association ${word}`) as [
    string,
    string,
  ];
  const section = 'crypto ipsec lifetime';
  configureMode
    .words({
      [idle]: 'Automatically delete IPSec SAs after a given idle period.',
      'idle-time seconds': 'Idle time, in seconds, after which SA should be deleted',
      [replay]: 'Set replay checking.',
      ...windowHelps(`${replay} window-size`),
      [`${replay} disable`]: 'Disable replay checking',
    })
    .add('crypto ipsec security-association idle-time ![<60-86400>:seconds]', {
      section,
      run: ({ router }, { seconds }) => (router.crypto.idleTime = seconds),
      no: ({ router }) => (router.crypto.idleTime = undefined),
      show: ({ router: { crypto } }) => (crypto.idleTime === undefined ? [] : [`${idle} ${crypto.idleTime}`]),
    })
    .add(`crypto ipsec security-association replay window-size ![${windowSizes}:size]`, {
      section,
      run: ({ router }, { size }) => (router.crypto.replayWindow = Number(size)),
      no: ({ router }) => (router.crypto.replayWindow = defaultWindow),
      show: ({ router: { crypto } }, isAll = false) =>
        crypto.replayWindow === defaultWindow && !isAll ? [] : replayLines(replay, crypto.replayWindow),
    })
    .add('crypto ipsec security-association replay disable', {
      run: ({ router }) => (router.crypto.replayWindow = 0),
      no: ({ router }) => (router.crypto.replayWindow = defaultWindow),
    });
}

export function declareIpsecPacketSettings(): void {
  const section = 'crypto ipsec transform-set';
  declareWords();
  configureMode
    .add('crypto ipsec df-bit ![{clear|copy|set}:bit]', {
      section,
      run: ({ router }, { bit }) => (router.crypto.dfBit = bit),
      no: ({ router }) => (router.crypto.dfBit = 'copy'),
      show: ({ router: { crypto } }, isAll) =>
        unlessUsual(`crypto ipsec df-bit ${crypto.dfBit}`, crypto.dfBit === 'copy', isAll),
    })
    .add('crypto ipsec fragmentation ![{after-encryption|before-encryption}:when]', {
      section,
      run: ({ router }, { when }) => (router.crypto.isFragmentedBefore = when === 'before-encryption'),
      no: ({ router }) => (router.crypto.isFragmentedBefore = true),
      show: ({ router: { crypto } }, isAll) =>
        unlessUsual(`crypto ipsec ${fragmentationOf(crypto.isFragmentedBefore)}`, crypto.isFragmentedBefore, isAll),
    })
    .add('crypto ipsec nat-transparency udp-encapsulation', {
      section,
      run: ({ router }) => (router.crypto.isNatTransparent = true),
      no: ({ router }) => (router.crypto.isNatTransparent = false),
      show: ({ router }, isAll) =>
        usuallySet('crypto ipsec nat-transparency udp-encapsulation', router.crypto.isNatTransparent, isAll),
    });
  declareOnInterfaces();
}

function fragmentationOf(isBefore: boolean): string {
  return `fragmentation ${isBefore ? 'before' : 'after'}-encryption`;
}

/** For what is protected on an interface, by its crypto map or as a tunnel. Where the lines stand is from memory. */
function declareOnInterfaces(): void {
  const section = 'crypto ipsec';
  interfaceMode
    .words(words)
    .add('crypto ipsec df-bit ![{clear|copy|set}:bit]', {
      section,
      run: ({ one }, { bit }) => (one.dfBit = bit),
      no: ({ one }) => (one.dfBit = undefined),
      show: ({ one: { dfBit } }) => (dfBit === undefined ? [] : [`crypto ipsec df-bit ${dfBit}`]),
    })
    .add('crypto ipsec fragmentation ![{after-encryption|before-encryption}:when]', {
      section,
      run: ({ one }, { when }) => (one.isFragmentedBefore = when === 'before-encryption'),
      no: ({ one }) => (one.isFragmentedBefore = undefined),
      show: ({ one: { isFragmentedBefore: isBefore } }) =>
        isBefore === undefined ? [] : [`crypto ipsec ${fragmentationOf(isBefore)}`],
    });
}

const words = {
  'crypto ipsec df-bit': 'Handling of encapsulated DF bit.',
  'df-bit clear': 'Clear DF bit',
  'df-bit copy': 'Copy DF bit from inner packet',
  'df-bit set': 'Set DF bit',
  'crypto ipsec fragmentation': 'Handling of fragmentation of near-MTU sized packets',
  'after-encryption': 'Perform post-encryption fragmentation',
  'before-encryption': 'Perform pre-encryption fragmentation',
};

function declareWords(): void {
  configureMode.words({
    ...words,
    'crypto ipsec nat-transparency': 'IPsec NAT transparency model',
    'udp-encapsulation': 'UDP encapsulation of IPsec protocols',
  });
}
