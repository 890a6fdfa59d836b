/** IKE security associations of IOS, from the records of its show commands. */
import type { CryptoSession, SessionIkeSa } from '../parsers/ios/crypto-session.ts';
import type { IsakmpSaDetail } from '../parsers/ios/show-crypto-isakmp-sa-detail.ts';
import type { IsakmpSa } from '../parsers/ios/show-crypto-isakmp-sa.ts';
import { assign } from './assign.ts';
import { normaliseAuthentication, normaliseEncryption, normaliseGroup, normaliseHash, type Cipher } from './normalise.ts'; // prettier-ignore
import type { IkeSecurityAssociation, IkeState, Source } from './model.ts';

/** `MM_` main mode, `AG_` aggressive mode, `CONF_` XAUTH and mode configuration: all before QM_IDLE. */
function ikeStateOf(state: string | undefined, isDeleted: boolean): IkeState {
  if (isDeleted) return 'deleted';
  if (state === 'QM_IDLE') return 'established';
  return state !== undefined && /^(?:MM|AG|CONF)_/.test(state) ? 'negotiating' : 'unknown';
}

const sourceOf = (command: string, { line, at }: { line: number; at: Record<string, number> }): Source => ({ command, line, at }); // prettier-ignore

/**
 * @param isLocal whether an address is one of this device's own: `show crypto isakmp sa` tells who began and who
 * answered, and not which of them we are
 */
export function ikeOfSa(sa: IsakmpSa, isLocal: (address: string) => boolean): IkeSecurityAssociation {
  const isInitiator = isLocal(sa.source);
  const isKnown = isInitiator !== isLocal(sa.destination);
  const ike: IkeSecurityAssociation = {
    version: 1,
    initiator: sa.source,
    responder: sa.destination,
    state: ikeStateOf(sa.state, sa.isDeleted),
    vendorState: [sa.state, sa.status, sa.isDeleted ? '(deleted)' : undefined].filter(Boolean).join(' '),
    sources: [sourceOf('show crypto isakmp sa', sa)],
  };
  assign(ike, { connectionId: sa.connectionId, vrf: sa.vrf });
  if (!isKnown) return ike;
  const [local, remote] = isInitiator ? [sa.source, sa.destination] : [sa.destination, sa.source];
  return assign(ike, { local, remote, role: isInitiator ? 'initiator' : 'responder' });
}

/** What `detail` adds, or all there is when the short form was not captured. */
export function withDetail(ike: IkeSecurityAssociation, detail: IsakmpSaDetail): IkeSecurityAssociation {
  const { local, remote, hash, authentication } = detail;
  const role = ike.initiator === local ? 'initiator' : ike.initiator === remote ? 'responder' : undefined;
  return assign(
    { ...ike, sources: [...ike.sources, sourceOf('show crypto isakmp sa detail', detail)] },
    {
      local,
      remote,
      role,
      encryption: cipherOf(detail),
      hash: hash === undefined ? undefined : normaliseHash(hash),
      authentication: authentication === undefined ? undefined : normaliseAuthentication(authentication),
      dhGroup: normaliseGroup(detail.dhGroup),
      lifetimeSeconds: detail.lifetimeSeconds,
      connectionId: detail.connectionId,
      vrf: detail.vrf,
    },
  );
}

/** 12.4 prints "aes" whatever its key length: then the length is not known, and not the 128 bits of a configuration. */
function cipherOf({ encryption, keyBits }: IsakmpSaDetail): Cipher | undefined {
  if (encryption === undefined) return undefined;
  const cipher = normaliseEncryption(encryption, keyBits);
  return keyBits === undefined && !/\d{3}/.test(encryption) ? { algorithm: cipher.algorithm } : cipher;
}

/** An SA with an algorithm and a lifetime is one; before that the columns are blank. */
export function ikeOfDetail(detail: IsakmpSaDetail): IkeSecurityAssociation {
  const state = detail.isDeleted ? 'deleted' : detail.lifetime === undefined ? 'negotiating' : 'unknown';
  return withDetail({ version: 1, state, vendorState: detail.status ?? '', sources: [] }, detail);
}

export function ikeOfSession(session: CryptoSession, sa: SessionIkeSa): IkeSecurityAssociation {
  const seconds = sa.lifetime?.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return assign<IkeSecurityAssociation>(
    {
      version: sa.version,
      local: sa.local,
      remote: sa.remote,
      state: sa.state === 'Active' ? 'established' : sa.state === 'Inactive' ? 'negotiating' : 'unknown',
      vendorState: [session.status, sa.state].filter(Boolean).join(' '),
      sources: [sourceOf('show crypto session', sa)],
    },
    { lifetimeSeconds: Number.isNaN(seconds) ? undefined : seconds, connectionId: sa.connectionId },
  );
}
