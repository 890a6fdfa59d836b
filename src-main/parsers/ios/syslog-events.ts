/**
 * What named messages (`%FAC-n-MNEM: text`) say, for those that verdicts and diagnosis rest on; every other one is
 * kept with its text. Texts: reference/faults.tsv, reference/device-output.md section 4.
 */
import { eventOf, type Form } from './log-forms.ts';

export type SyslogEvent =
  | { kind: 'line-protocol' | 'link'; interface: string; state: string }
  | { kind: 'configured'; from: string; by?: string }
  | { kind: 'isakmp'; state: 'ON' | 'OFF' }
  | { kind: 'session'; state: 'UP' | 'DOWN'; peer?: string; peerPort?: number; id?: string }
  | { kind: 'ike-malformed' | 'ike-no-sa' | 'ike-unequal'; peer: string }
  | { kind: 'not-ipsec'; destination: string; source: string; protocolNumber: number; vrf?: string }
  | { kind: 'invalid-spi'; destination: string; source: string; protocolNumber: number; spi: number }
  | { kind: 'replay'; connectionId: number; sequenceNumber?: number }
  | { kind: 'bad-mac'; connectionId: number }
  | { kind: 'identity-mismatch'; text: string }
  | { kind: 'aggressive-mode-disabled' }
  | { kind: 'access-list'; list: string; action: 'denied' | 'permitted'; protocol: string; source: string; destination: string; sourcePort?: string; destinationPort?: string; packets?: number } // prettier-ignore
  | { kind: 'recursive-routing'; interface: string }
  | { kind: 'looped-chain'; text: string }
  | { kind: 'certificate-not-yet-valid' | 'certificate-expired'; serial?: string; text: string }
  | { kind: 'other' };

const CERTIFICATE = /^(?<text>(?:[^(]*\(SN: (?<serial>[0-9A-Fa-f]+)\))?.*)$/;

const FORMS: Record<string, Form[]> = {
  'LINEPROTO-UPDOWN': [['line-protocol', /^Line protocol on Interface (?<interface>\S+), changed state to (?<state>.+)$/]],
  'LINK-UPDOWN': [['link', /^Interface (?<interface>\S+), changed state to (?<state>.+)$/]],
  'LINK-CHANGED': [['link', /^Interface (?<interface>\S+), changed state to (?<state>.+)$/]],
  'SYS-CONFIG_I': [['configured', /^Configured from (?<from>\S+)(?: by (?<by>.+))?$/]],
  'CRYPTO-ISAKMP_ON_OFF': [['isakmp', /^ISAKMP is (?<state>ON|OFF)$/]],
  'CRYPTO-SESSION_STATUS': [
    ['session', /^Crypto tunnel is (?<state>UP|DOWN)\s*\.?(?:\s*Peer (?<peer>[^\s:]+)(?::(?<peerPort>\d+))?)?(?:\s.*?Id: (?<id>\S+))?.*$/],
  ],
  'CRYPTO-IKMP_BAD_MESSAGE': [['ike-malformed', /^IKE message from (?<peer>\S+) failed its sanity check or is malformed$/]],
  'CRYPTO-IKMP_NO_SA': [['ike-no-sa', /^IKE message from (?<peer>\S+) has no SA and is not an initialization offer$/]],
  'CRYPTO-IKMP_MODE_FAILURE': [['ike-unequal', /^Processing of \w+ mode failed with peer at (?<peer>\S+)$/]],
  'CRYPTO-RECVD_PKT_NOT_IPSEC': [
    ['not-ipsec', /^Rec'd packet not an IPSEC packet\.?\s*\(ip\) (?:vrf\/)?dest_addr ?= ?(?:(?<vrf>[^\s/]*)\/)?(?<destination>[^\s,]+), src_addr ?= ?(?<source>[^\s,]+), prot ?= ?(?<protocolNumber>\d+)$/],
  ],
  'CRYPTO-RECVD_PKT_INV_SPI': [
    ['invalid-spi', /^decaps: rec'd IPSEC packet has invalid spi for\s*destaddr=(?<destination>[^\s,]+), prot=(?<protocolNumber>\d+), spi=(?<spi>0x[0-9A-Fa-f]+)(?:\(\d+\))?, srcaddr=(?<source>[^\s,]+).*$/],
  ],
  'CRYPTO-PKT_REPLAY_ERR': [
    ['replay', /^decrypt: replay check failed\s*connection id=(?<connectionId>\d+)(?:, sequence number=(?<sequenceNumber>\d+))?.*$/],
  ],
  'CRYPTO-RECVD_PKT_MAC_ERR': [['bad-mac', /^decrypt: mac verify failed for connection id=(?<connectionId>\d+).*$/]],
  'CRYPTO-RECVD_PKT_INV_IDENTITY': [['identity-mismatch', /^(?<text>.+)$/]],
  'CRYPTO-IKMP_AG_MODE_DISABLED': [['aggressive-mode-disabled', /^Unable to initiate or respond to Aggressive Mode while disabled$/]],
  'SEC-IPACCESSLOGNP': [
    ['access-list', /^list (?<list>\S+) (?<action>denied|permitted) (?<protocol>\S+) (?<source>\S+) -> (?<destination>[^\s,]+)(?:, (?<packets>\d+) packets?.*)?$/],
  ],
  'SEC-IPACCESSLOGP': [
    ['access-list', /^list (?<list>\S+) (?<action>denied|permitted) (?<protocol>\S+) (?<source>[^\s(]+)\((?<sourcePort>\d+)\)[^>]*-> (?<destination>[^\s(]+)\((?<destinationPort>\d+)\)(?:, (?<packets>\d+) packets?.*)?$/],
  ],
  'SEC-IPACCESSLOGDP': [
    ['access-list', /^list (?<list>\S+) (?<action>denied|permitted) (?<protocol>\S+) (?<source>\S+)[^>]*-> (?<destination>\S+) \(\d+\/\d+\)(?:, (?<packets>\d+) packets?.*)?$/],
  ],
  'TUN-RECURDOWN': [['recursive-routing', /^(?<interface>\S+) temporarily disabled due to recursive routing$/]],
  'ADJ-PARENT': [['looped-chain', /^(?<text>.*looped chain.*)$/]],
  'PKI-CERTIFICATE_INVALID_NOT_YET_VALID': [['certificate-not-yet-valid', CERTIFICATE]],
  'PKI-CERTIFICATE_INVALID_EXPIRED': [['certificate-expired', CERTIFICATE]],
}; // prettier-ignore

/** @param name facility and mnemonic: "CRYPTO-IKMP_NO_SA" */
export function syslogEventOf(name: string, text: string): SyslogEvent {
  const forms = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  return (eventOf(forms ?? [], text) ?? { kind: 'other' }) as unknown as SyslogEvent;
}
