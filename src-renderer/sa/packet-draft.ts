/** The packet that is counted: what is chosen in the form, and what it begins with, the learner's own associations. */
import type { ChildView, PacketQuestion, SecurityView, TunnelView } from '../../src-main/api/contract/laboratory.ts';

type Cipher = NonNullable<PacketQuestion['cipher']>;
type Integrity = NonNullable<PacketQuestion['integrity']>;

/** What the fields hold: '' is "none". */
export interface PacketDraft {
  length: string;
  mtu: string;
  gre: PacketQuestion['gre'];
  mode: PacketQuestion['mode'];
  cipher: Cipher | '';
  integrity: Integrity | '';
  ah: Integrity | '';
  isInUdp: boolean;
}

export const cipherTitles: Record<Cipher | '', string> = {
  ...{ '': 'none', des: 'DES', '3des': '3DES', aes: 'AES (CBC)', 'aes-gcm': 'AES-GCM', null: 'null' },
};
export const integrityTitles: Record<Integrity | '', string> = {
  ...{ '': 'none', md5: 'HMAC-MD5', sha1: 'HMAC-SHA-1', sha256: 'HMAC-SHA-256' },
  ...{ sha384: 'HMAC-SHA-384', sha512: 'HMAC-SHA-512' },
};

/** A crypto map or VTI as many documents have it. */
const usual: PacketDraft = {
  ...{ length: '1400', mtu: '1500', gre: 'none', mode: 'tunnel', cipher: 'aes', integrity: 'sha1', ah: '' },
  isInUdp: false,
};

/** As the first two routers protect their packets now; the usual, where nothing is protected. */
export function draftOf(security: SecurityView | undefined, tunnels: readonly TunnelView[] = []): PacketDraft {
  const children = security?.pairs[0]?.children ?? [];
  const ofOneEnd = children.filter(({ role }) => role === children[0]?.role);
  const [esp, ah] = [find(ofOneEnd, 'esp'), find(ofOneEnd, 'ah')];
  const one = esp ?? ah;
  if (one) return { ...usual, ...aroundOf(one), ...espOf(esp), ah: known(integrityTitles, ah?.integrity) };
  const isBareGre = tunnels.some(({ state }) => state === 'gre');
  return isBareGre ? { ...usual, gre: 'plain', cipher: '', integrity: '' } : usual;
}

function aroundOf({ mode, localSelector }: ChildView): Pick<PacketDraft, 'mode' | 'gre'> {
  const gre = localSelector.startsWith('gre ') ? 'plain' : 'none';
  return { mode: mode === 'transport' ? 'transport' : 'tunnel', gre };
}

function espOf(esp: ChildView | undefined): Pick<PacketDraft, 'cipher' | 'integrity'> {
  return { cipher: known(cipherTitles, esp?.cipher), integrity: known(integrityTitles, esp?.integrity) };
}

function find(children: readonly ChildView[], protocol: string): ChildView | undefined {
  return children.find((child) => child.protocol === protocol);
}

function known<K extends string>(titles: Readonly<Record<K | '', string>>, word: string | undefined): K | '' {
  return word !== undefined && word in titles ? (word as K) : '';
}

/** The question, or what is wrong with a field, in words. */
export function questionOf(draft: PacketDraft): PacketQuestion | string {
  const [length, mtu] = [bytesOf(draft.length), bytesOf(draft.mtu)];
  if (length === undefined || mtu === undefined) return 'Lengths are whole numbers of bytes, from 20 to 65535.';
  const { gre, mode, isInUdp } = draft;
  const cipher = draft.cipher === '' ? undefined : draft.cipher;
  const hasOwnIntegrity = cipher === undefined || cipher === 'aes-gcm' || draft.integrity === '';
  const integrity = hasOwnIntegrity || draft.integrity === '' ? undefined : draft.integrity;
  return { length, mtu, gre, mode, cipher, integrity, ah: draft.ah === '' ? undefined : draft.ah, isInUdp };
}

function bytesOf(text: string): number | undefined {
  const value = /^\d{2,5}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 20 && value <= 65_535 ? value : undefined;
}
