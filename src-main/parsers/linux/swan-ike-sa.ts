/** An association of strongSwan, whichever command showed it: swanctl --list-sas in its three forms, ipsec statusall. */
import type { Sourced } from '../parsed.ts';
import { appended, hexadecimal } from '../values.ts';

export interface SwanIkeSa extends Sourced {
  /** The connection's; "(unnamed)" before the peer is known. */
  name: string;
  uniqueId?: number;
  version?: 1 | 2;
  /** ESTABLISHED, CONNECTING, REKEYING, DELETING …, as printed. */
  state?: string;
  localHost?: string;
  localPort?: number;
  localId?: string;
  remoteHost?: string;
  remotePort?: number;
  remoteId?: string;
  /** Of EAP or XAuth. */
  remoteIdentity?: string;
  localAddresses?: string[];
  remoteAddresses?: string[];
  isInitiator?: boolean;
  /** 16 hexadecimal digits. */
  initiatorSpi?: string;
  responderSpi?: string;
  isLocalNat?: boolean;
  isRemoteNat?: boolean;
  /** AES_CBC, 3DES_CBC, AES_GCM_16 …; its key length where it has several. */
  encryption?: string;
  keyBits?: number;
  integrity?: string;
  prf?: string;
  group?: string;
  /** Of 6.0 and later: KE1_ML_KEM_768 …, as printed. */
  additionalKeyExchanges?: string[];
  establishedSeconds?: number;
  rekeySeconds?: number;
  reauthenticationSeconds?: number;
  /** As words, where the command rounds them: "92 seconds", "2 hours", "disabled". */
  established?: string;
  rekeying?: string;
  reauthentication?: string;
  queuedTasks?: string[];
  activeTasks?: string[];
  passiveTasks?: string[];
  children: SwanChildSa[];
}

export interface SwanChildSa extends Sourced {
  name: string;
  uniqueId?: number;
  requestId?: number;
  /** INSTALLED, ROUTED, REKEYED, DELETED …, as printed. */
  state?: string;
  /** TUNNEL, TRANSPORT, BEET, PASS, DROP. */
  mode?: string;
  protocol?: string;
  isUdpEncapsulated?: boolean;
  /** IPComp is in it. */
  isCompressed?: boolean;
  spiIn?: number;
  spiOut?: number;
  encryption?: string;
  keyBits?: number;
  integrity?: string;
  /** Of perfect forward secrecy, where this SA had an exchange of its own. */
  group?: string;
  /** Of 6.0 and later: KE1_ML_KEM_768 …, as printed. */
  additionalKeyExchanges?: string[];
  isExtendedSequence?: boolean;
  bytesIn?: number;
  packetsIn?: number;
  lastUsedInSeconds?: number;
  bytesOut?: number;
  packetsOut?: number;
  lastUsedOutSeconds?: number;
  rekeySeconds?: number;
  lifeSeconds?: number;
  installedSeconds?: number;
  rekeying?: string;
  markIn?: string;
  markOut?: string;
  interfaceIdIn?: string;
  interfaceIdOut?: string;
  localSelectors?: string[];
  remoteSelectors?: string[];
}

interface Algorithms {
  encryption?: string | undefined;
  keyBits?: number | undefined;
  integrity?: string | undefined;
  prf?: string | undefined;
  group?: string | undefined;
  additionalKeyExchanges?: string[] | undefined;
  isExtendedSequence?: boolean | undefined;
}

const INTEGRITY = /^(?:HMAC|AES_XCBC|AES_CMAC|CAMELLIA_XCBC|NONE$|DES_MAC|KPDK|AUTH_)/;
const GROUP = /^(?:MODP|ECP|CURVE|NTRU|NEWHOPE|ML_KEM|KE\d?_|MODP_NULL)/;

/** "AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048", "AES_CBC_128/…/ESN", "HMAC_SHA1_96" of AH. */
export function algorithmsOf(proposal: string): Algorithms {
  const found: Algorithms = {};
  for (const word of proposal.split('/')) readWord(found, word);
  return found;
}

/** Those of an association of IKE, which has no sequence numbers to extend. */
export function suiteOf(proposal: string): Omit<Algorithms, 'isExtendedSequence'> {
  const { encryption, keyBits, integrity, prf, group, additionalKeyExchanges } = algorithmsOf(proposal);
  return { encryption, keyBits, integrity, prf, group, additionalKeyExchanges };
}

function readWord(found: Algorithms, word: string): void {
  if (word.startsWith('PRF_')) found.prf = word;
  else if (/^KE[1-7]_/.test(word)) found.additionalKeyExchanges = appended(found.additionalKeyExchanges, word);
  else if (GROUP.test(word)) found.group ??= word;
  else if (word === 'ESN' || word === 'EXT_SEQ') found.isExtendedSequence = true;
  else if (INTEGRITY.test(word)) found.integrity = word;
  else if (found.encryption === undefined && !/^(?:|NO_EXT_SEQ)$/.test(word)) Object.assign(found, cipherOf(word));
}

/** The length is after a hyphen (swanctl) or after the last low line (ipsec, logs). */
function cipherOf(word: string): Algorithms {
  const [, encryption = word, bits] = /^(.*?)[-_](128|192|256|384|448)$/.exec(word) ?? [];
  return bits === undefined ? { encryption: word } : { encryption, keyBits: Number(bits) };
}

export function spiOf(text: string | undefined): number | undefined {
  return text !== undefined && text.length <= 8 ? hexadecimal(text) : undefined;
}

export function versionOf(text: string | number | undefined): 1 | 2 | undefined {
  return Number(text) === 1 ? 1 : Number(text) === 2 ? 2 : undefined;
}
