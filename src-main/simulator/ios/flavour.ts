/**
 * What differs between the releases of IOS in what is typed and printed. Every difference is a property of this table,
 * asked for where it matters; nothing compares release numbers elsewhere. Sources: reference/device-output.md section 3
 * for the outputs, the transcripts of seeds 000 (12.4) and 002 (12.2), outputs of IOS XE in public collections.
 */

/** 12.4 stands for 12.4 and 12.4T, 15 for 15.x (M, T, S), 17 for IOS XE 16 and 17. */
export type Train = '12.2' | '12.4' | '15' | '17';

export interface Flavour {
  readonly train: Train;
  /** As `show version` has it: 12.4(15)T14, 17.03.04a. */
  readonly release: string;
  /** The line at the top of a configuration. */
  readonly configurationVersion: string;
  /** The columns of `show crypto isakmp sa` after the state, and whether the family stands above them. */
  readonly isakmpSaColumns: 'conn-id slot' | 'conn-id slot status' | 'conn-id status';
  /** `show crypto ipsec sa`: plaintext mtu, the PFS line, `Status: ACTIVE(ACTIVE)`, sibling_flags. */
  readonly hasModernIpsecSa: boolean;
  /**
   * After which number associations are counted: those of IKE from 1 in 12.2 (seed 002), from 1001 where encryption is
   * software's from 12.4T on (seed 000 shows 1002); those of IPsec from 2001 in 12.2 (seed 002) and IOS XE (corpus, CSR).
   */
  readonly numbersAfter: { readonly ike: number; readonly ipsec: number };
  /** What the flow ids of `show crypto ipsec sa` begin with. */
  readonly cryptoEngine: 'SW' | 'CSR';
  /** `IKE SA:` up to 12.4, `IKEv1 SA:` and `IKEv2 SA:` from 15.0 on (show crypto session). */
  readonly saysIkeVersion: boolean;
  /** `show crypto engine connections active` names no interface, and the last sequence number. */
  readonly hasLastSequence: boolean;
  /** `show crypto session detail` explains the letter S. */
  readonly explainsSip: boolean;
  /** `Transform sets={ A, B, }` in one line (show crypto map). */
  readonly listsSetsInLine: boolean;
  /** Whether `mode tunnel`, the default, is written under a transform set. */
  readonly writesModeTunnel: boolean;
  /** Whether there are default policies, transform sets and profiles without any configuration ("smart defaults"). */
  readonly hasSmartDefaults: boolean;
  readonly hasIkev2: boolean;
  /** `router eigrp NAME` came with 15.0(1)M. */
  readonly hasNamedEigrp: boolean;
  /** `ip ssh pubkey-chain` came with 15.0(1)M. */
  readonly hasSshPublicKeys: boolean;
  /** SHA-256 and longer, AES-GCM, and the groups from 14 on came with 15.1(2)T. */
  readonly hasNextGeneration: boolean;
  /** `show ip route` lists the router's own addresses (L, /32), and is a column wider. */
  readonly hasLocalRoutes: boolean;
  /** Which codes `show ip route` explains: 12.2 has IGRP and EGP, 15 NHRP and LISP, IOS XE 17 those of OMP and NAT. */
  readonly routeCodes: Train;
  /** `show interfaces` with `Kbit/sec`, counts of multicasts and pauses, `unknown protocol drops`. */
  readonly hasModernInterfaces: boolean;
  /** The crypto debugs: 12.2 has `ISAKMP (0:1): …` throughout and fewer lines, IOS XE `ISAKMP-ERROR: (0):…`. */
  readonly cryptoDebugs: '12.2' | '12.4' | 'xe';
  /** IOS XE: other buffers and media in `show interfaces`, and `negotiation auto` instead of duplex and speed. */
  readonly isXe: boolean;
  /** `show logging` with its first sentence in one line, and the interface that messages are sent from. */
  readonly hasModernLogging: boolean;
  /** IOS XE 17.11 and later refuse DES, 3DES, MD5 and groups 1, 2 and 5 unless `crypto engine compliance shield disable`. */
  readonly refusesWeakCrypto: boolean;
}

const numbersOfTrains: Readonly<Record<Train, Flavour['numbersAfter']>> = {
  '12.2': { ike: 0, ipsec: 2000 },
  '12.4': { ike: 1000, ipsec: 0 },
  '15': { ike: 1000, ipsec: 0 },
  '17': { ike: 1000, ipsec: 2000 },
};

export function flavourOf(release: string): Flavour {
  const train = trainOf(release);
  const isModern = train === '15' || train === '17';
  return {
    train,
    release,
    configurationVersion: configurationVersionOf(release),
    isakmpSaColumns: isModern ? 'conn-id status' : train === '12.2' ? 'conn-id slot' : 'conn-id slot status',
    hasModernIpsecSa: isModern,
    numbersAfter: numbersOfTrains[train],
    cryptoEngine: train === '17' ? 'CSR' : 'SW',
    saysIkeVersion: isModern,
    hasLastSequence: isModern,
    explainsSip: train === '17',
    listsSetsInLine: train === '12.2',
    writesModeTunnel: isModern,
    hasSmartDefaults: isModern,
    hasIkev2: isModern,
    hasNamedEigrp: isModern,
    hasSshPublicKeys: isModern,
    hasNextGeneration: train === '17' || (train === '15' && hasSecondOf151(release)),
    hasLocalRoutes: isModern,
    routeCodes: train,
    hasModernInterfaces: isModern,
    cryptoDebugs: train === '12.2' ? '12.2' : train === '17' ? 'xe' : '12.4',
    isXe: train === '17',
    hasModernLogging: isModern,
    refusesWeakCrypto: train === '17' && minorOf(release) >= 11,
  };
}

function trainOf(release: string): Train {
  const major = Number(/^\d+/.exec(release)?.[0]);
  if (major >= 16) return '17';
  if (major === 15) return '15';
  return minorOf(release) <= 3 ? '12.2' : '12.4';
}

/** 15.0 and 15.1(1) are before. */
function hasSecondOf151(release: string): boolean {
  const rebuild = Number(/\((\d+)/.exec(release)?.[1] ?? 0);
  return minorOf(release) > 1 || (minorOf(release) === 1 && rebuild >= 2);
}

function minorOf(release: string): number {
  return Number(/^\d+\.(\d+)/.exec(release)?.[1] ?? 0);
}

/** `version 12.4`, `version 15.9`, `version 17.3`: without the leading nought that IOS XE has elsewhere. */
function configurationVersionOf(release: string): string {
  const [, major = '12', minor = '4'] = /^(\d+)\.0*(\d+)/.exec(release) ?? [];
  return `${major}.${minor}`;
}
