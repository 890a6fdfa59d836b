/** show crypto ipsec sa, isakmp sa, isakmp sa detail, map, profile, and the small ones. */
import type { IpsecIdent, IpsecSa, ProxyIdentity } from '../../../src-main/parsers/ios/ipsec-ident.ts';
import { parseShowCryptoEngineConnectionsActive, type EngineConnection } from '../../../src-main/parsers/ios/show-crypto-engine-connections-active.ts'; // prettier-ignore
import {
  parseShowCryptoIpsecProfile,
  type IpsecProfile,
} from '../../../src-main/parsers/ios/show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSa } from '../../../src-main/parsers/ios/show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecSecurityAssociation, type SecurityAssociationLifetime } from '../../../src-main/parsers/ios/show-crypto-ipsec-security-association.ts'; // prettier-ignore
import { parseShowCryptoIpsecTransformSet, type TransformSet } from '../../../src-main/parsers/ios/show-crypto-ipsec-transform-set.ts'; // prettier-ignore
import {
  parseShowCryptoIsakmpPolicy,
  type IsakmpPolicy,
} from '../../../src-main/parsers/ios/show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpSaDetail, type IsakmpSaDetail } from '../../../src-main/parsers/ios/show-crypto-isakmp-sa-detail.ts'; // prettier-ignore
import { parseShowCryptoIsakmpSa, type IsakmpSa } from '../../../src-main/parsers/ios/show-crypto-isakmp-sa.ts';
import { parseShowCryptoMap, type CryptoMapEntry } from '../../../src-main/parsers/ios/show-crypto-map.ts';
import { normaliseAuthentication, normaliseEncryption, normaliseHash } from '../../../src-main/sa/normalise.ts';
import { keyed, numbered, present, type Translation } from './fact.ts';

const spiOf = (spi: number): string => {
  const hex = spi.toString(16).toUpperCase();
  return `0x${hex}(${spi})`;
};
const yn = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : value ? 'Y' : 'N');
const lastWord = (text: string | undefined): string | undefined => text?.split(' ').at(-1);

const GENIE_COUNTERS = (c: IpsecIdent['counters']): Record<string, unknown> => ({
  pkts_encaps: c.encaps,
  pkts_encrypt: c.encrypt,
  pkts_digest: c.digest,
  pkts_decaps: c.decaps,
  pkts_decrypt: c.decrypt,
  pkts_verify: c.verify,
  pkts_compressed: c.compressed,
  pkts_decompressed: c.decompressed,
  pkts_not_compressed: c.notCompressed,
  pkts_compr_failed: c.compressFailed,
  pkts_not_decompressed: c.notDecompressed,
  pkts_decompress_failed: c.decompressFailed,
  pkts_no_sa_send: c.noSaSent,
  pkts_invalid_sa_rcv: c.invalidSaReceived,
  pkts_encaps_failed_send: c.encapsFailed,
  pkts_decaps_failed_rcv: c.decapsFailed,
  pkts_invalid_prot_recv: c.invalidProtocolReceived,
  pkts_verify_failed: c.verifyFailed,
  pkts_invalid_identity_recv: c.invalidIdentityReceived,
  pkts_invalid_len_rcv: c.invalidLengthReceived,
  pkts_replay_rollover_send: c.replayRolloverSent,
  pkts_replay_rollover_rcv: c.replayRolloverReceived,
  pkts_replay_failed_rcv: c.replayFailed,
  pkts_tagged_send: c.taggedSent,
  pkts_untagged_rcv: c.untaggedReceived,
  pkts_not_tagged_send: c.notTaggedSent,
  pkts_not_untagged_rcv: c.notUntaggedReceived,
  pkts_internal_err_send: c.internalErrorsSent,
  pkts_internal_err_recv: c.internalErrorsReceived,
  send_errors: c.sendErrors,
  recv_errors: c.receiveErrors,
});

const identOf = ({
  address,
  mask,
  protocol,
  port,
}: ProxyIdentity | { address?: never; mask?: never; protocol?: never; port?: never }) => ({
  addr: address,
  mask,
  prot: protocol,
  port,
});

function initiatorOf({ isInitiator }: IpsecSa): string | undefined {
  if (isInitiator === undefined) return undefined;
  return isInitiator ? 'True' : 'False';
}

/** @param isShort Genie's parser of the interface form keeps the first transform alone, and no brackets */
const genieSa =
  (isShort: boolean) =>
  (sa: IpsecSa): unknown => {
    const [flow = '', flowValue] = sa.flowId?.split(/:(?=\d+$)/) ?? [];
    const life = `${sa.kilobytes ?? ''}/${sa.seconds ?? ''}`;
    return present({
      transform: isShort ? sa.transforms[0] : sa.transforms.join(' '),
      in_use_settings: `${sa.settings.join(', ')}${sa.settings.length === 1 ? ',' : ''}`,
      conn_id: sa.connectionId,
      flow_id: flow,
      flow_id_val: flowValue,
      sibling_flags: sa.siblingFlags,
      crypto_map: sa.cryptoMap,
      initiator: initiatorOf(sa),
      initiator_flag: initiatorOf(sa),
      remaining_key_lifetime: isShort ? life : `(${life})`,
      iv_size: `${sa.ivBytes} bytes`,
      replay_detection_support: yn(sa.isReplayDetected),
      status: sa.status,
    });
  };

function genieIdent(ident: IpsecIdent, isShort: boolean): unknown {
  const sas = (list: readonly IpsecSa[], protocol: string): unknown => {
    const found = list.filter((sa) => sa.protocol === protocol);
    return found.length === 0 ? {} : { spi: keyed(found, (sa) => spiOf(sa.spi), genieSa(isShort)) };
  };
  return present({
    ...GENIE_COUNTERS(ident.counters),
    acl: ident.flags?.map((flag) => `${flag},`).join(''),
    action: ident.action,
    current_outbound_spi: spiOf(ident.outboundSpi ?? 0),
    dh_group:
      ident.additionalKeyExchange === undefined ? (ident.dhGroup ?? 'none') : lastWord(ident.additionalKeyExchange),
    ip_mtu: ident.ipMtu,
    ip_mtu_idb: ident.mtuInterface,
    local_crypto_endpt: ident.localEndpoint,
    remote_crypto_endpt: ident.remoteEndpoint,
    local_ident: identOf(ident.local),
    remote_ident: identOf(ident.remote ?? {}),
    path_mtu: ident.pathMtu,
    plaintext_mtu: ident.plaintextMtu,
    peer_ip: ident.peer,
    port: ident.peerPort,
    pfs: yn(ident.pfs),
    protected_vrf: ident.vrf ?? (isShort ? 'none' : '(none)'),
    inbound_esp_sas: sas(ident.inbound, 'esp'),
    inbound_ah_sas: sas(ident.inbound, 'ah'),
    inbound_pcp_sas: sas(ident.inbound, 'pcp'),
    outbound_esp_sas: sas(ident.outbound, 'esp'),
    outbound_ah_sas: sas(ident.outbound, 'ah'),
    outbound_pcp_sas: sas(ident.outbound, 'pcp'),
  });
}

const interfacesOf = (idents: readonly IpsecIdent[]): string[] => [
  ...new Set(idents.map((ident) => ident.interface ?? '')),
];

const genieIpsec =
  (isShort: boolean) =>
  (idents: IpsecIdent[]): unknown => ({
    interface: keyed(
      interfacesOf(idents),
      (name) => name,
      (name) => {
        const own = idents.filter((ident) => ident.interface === name);
        return {
          crypto_map_tag: own[0]?.cryptoMap,
          local_addr: own[0]?.localAddress,
          ident: numbered(own, (ident) => genieIdent(ident, isShort)),
        };
      },
    ),
  });

const slashed = ({ address, mask, protocol, port }: ProxyIdentity): string => `${address}/${mask}/${protocol}/${port}`;

function genieIpv6(idents: IpsecIdent[]): unknown {
  const saOf = (sa: IpsecSa | undefined): unknown =>
    sa && {
      ...(genieSa(false)(sa) as object),
      spi: spiOf(sa.spi),
      flow_id: sa.flowId,
      initiator: sa.isInitiator,
      iv_size: sa.ivBytes,
      in_use_settings: { 0: sa.settings[0] },
      sa_timing: `remaining key lifetime (sec): ${sa.seconds}`,
    };
  const remoteOf = (ident: IpsecIdent): unknown => ({
    ...(genieIdent(ident, false) as object),
    remote_ident: ident.remote && slashed(ident.remote),
    current_peer: ident.peer,
    permit_flags: ident.flags,
    ipv6_mtu: ident.ipMtu,
    ipv6_mtu_idb: ident.mtuInterface,
    dh_group: ident.dhGroup ?? 'none',
    pqc: lastWord(ident.additionalKeyExchange),
    inbound_esp_sas: saOf(ident.inbound[0]),
    outbound_esp_sas: saOf(ident.outbound[0]),
  });
  return {
    interfaces: keyed(
      interfacesOf(idents),
      (name) => name,
      (name) => {
        const own = idents.filter((ident) => ident.interface === name);
        const locals = [...new Set(own.map((ident) => slashed(ident.local)))];
        return {
          crypto_map_tag: own[0]?.cryptoMap,
          local_addr: own[0]?.localAddress,
          protected_vrf: own[0]?.vrf ?? '(none)',
          identities: keyed(
            locals,
            (local) => local,
            (local) => ({
              local_ident: local,
              remote_ident: keyed(
                own.filter((ident) => slashed(ident.local) === local),
                (ident) => slashed(ident.remote ?? ident.local),
                remoteOf,
              ),
            }),
          ),
        };
      },
    ),
  };
}

function ntcIpsec(idents: IpsecIdent[]): unknown {
  return idents.flatMap((ident) =>
    [
      ...ident.inbound.map((sa) => ['inbound', sa] as const),
      ...ident.outbound.map((sa) => ['outbound', sa] as const),
    ].map(([direction, sa]) => {
      const { counters: c, local, remote } = ident;
      return {
        ...GENIE_COUNTERS(c),
        interface: ident.interface,
        crypto_map_tag: ident.cryptoMap,
        local_addr: ident.localAddress,
        protected_vrf: ident.vrf ?? '(none)',
        local_ident_addr: local.address,
        local_ident_mask: local.mask,
        local_ident_prot: local.protocol,
        local_ident_port: local.port,
        remote_ident_addr: remote?.address,
        remote_ident_mask: remote?.mask,
        remote_ident_prot: remote?.protocol,
        remote_ident_port: remote?.port,
        current_peer: ident.peer,
        port: ident.peerPort,
        action: ident.action,
        flags: ident.flags?.map((flag) => `${flag},`).join(''),
        pkts_compress_failed: c.compressFailed,
        pkts_no_sa: c.noSaSent,
        pkts_invalid_sa: c.invalidSaReceived,
        pkts_encaps_failed: c.encapsFailed,
        pkts_decaps_failed: c.decapsFailed,
        pkts_invalid_prot: c.invalidProtocolReceived,
        pkts_invalid_identity: c.invalidIdentityReceived,
        pkts_invalid_len: c.invalidLengthReceived,
        pkts_replay_rollover_recv: c.replayRolloverReceived,
        pkts_replay_failed: c.replayFailed,
        pkts_tagged: c.taggedSent,
        pkts_untagged: c.untaggedReceived,
        pkts_not_tagged: c.notTaggedSent,
        pkts_not_untagged: c.notUntaggedReceived,
        pkts_internal_err_send: c.internalErrorsSent,
        pkts_internal_err_recv: c.internalErrorsReceived,
        local_crypto_endpt: ident.localEndpoint,
        remote_crypto_endpt: ident.remoteEndpoint,
        plaintext_mtu: ident.plaintextMtu,
        path_mtu: ident.pathMtu,
        ip_mtu: ident.ipMtu,
        ip_mtu_idb: ident.mtuInterface,
        current_outbound_spi_hex: spiOf(ident.outboundSpi ?? 0).split('(')[0],
        pfs: yn(ident.pfs),
        dh_group: ident.dhGroup ?? 'none',
        sa_orientation: direction,
        sa_type: sa.protocol,
        sa_spi_hex: spiOf(sa.spi).split('(')[0],
        sa_transform: sa.transforms.join(' '),
        sa_in_use_settings: sa.settings.join(', '),
        sa_conn_id: sa.connectionId,
        sa_flow_id: sa.flowId,
        sa_sibling_flags: sa.siblingFlags,
        sa_crypto_map: sa.cryptoMap,
        sa_remaining_key_lifetime_kilobytes: sa.kilobytes,
        sa_remaining_key_lifetime_kbytes: sa.kilobytes,
        sa_remaining_key_lifetime_seconds: sa.seconds,
        sa_remaining_key_lifetime_k: sa.kilobytes,
        sa_remaining_key_lifetime_sec: sa.seconds,
        sa_lifetime_kbytes: sa.kilobytes,
        sa_lifetime_sec: sa.seconds,
        sa_iv_size: sa.ivBytes,
        sa_replay_detection_support: yn(sa.isReplayDetected),
        sa_replay_window_size: sa.replayWindow,
        sa_status: sa.status,
      };
    }),
  );
}

export const IPSEC: readonly Translation[] = [
  {
    files: /^genie\/iosxe\/show_crypto_ipsec_sa(?:_detail)?$/,
    parse: parseShowCryptoIpsecSa,
    translate: genieIpsec(false),
  },
  {
    files: /^genie\/iosxe\/show_crypto_ipsec_sa_interface$/,
    parse: parseShowCryptoIpsecSa,
    translate: genieIpsec(true),
  },
  { files: /^genie\/iosxe\/show_crypto_ipsec_sa_ipv6_detailed$/, parse: parseShowCryptoIpsecSa, translate: genieIpv6 },
  {
    files: /^ntc\/cisco_ios\/show_crypto_ipsec_sa_detail$/,
    parse: parseShowCryptoIpsecSa,
    translate: ntcIpsec,
    ignored: {
      current_outbound_spi_dec: 'the text was made anonymous: its decimal is not its hexadecimal',
      sa_spi_dec: 'the same',
    },
  },
  {
    files: /^genie\/iosxe\/show_crypto_isakmp_sa$/,
    parse: parseShowCryptoIsakmpSa,
    translate: (sas: IsakmpSa[]) => ({
      isakmp_stats: {
        IPv4: numbered(sas, (sa) => ({
          destination: sa.destination,
          source: sa.source,
          session_state: sa.state,
          conn_id: sa.connectionId,
          status: sa.status,
          current_status: sa.isDeleted ? 'deleted' : undefined,
        })),
      },
    }),
  },
  {
    files: /^genie\/iosxe\/show_crypto_isakmp_sa_detail$/,
    parse: parseShowCryptoIsakmpSaDetail,
    translate: (sas: IsakmpSaDetail[]) => ({
      isakmp_stats: {
        IPv4: numbered(sas, (sa) => ({
          c_id: sa.connectionId,
          local_ip: sa.local,
          remote_ip: sa.remote,
          ivrf: sa.vrf,
          status: sa.status,
          encr_algo: sa.encryption,
          hash_algo: sa.hash,
          auth_type: sa.authentication,
          dh_group: sa.dhGroup,
          lifetime: sa.lifetime,
          capabilities: sa.capabilities,
          engine_id: sa.engineConnection?.split(':')[0],
          conn_id: sa.engineConnection?.split(':')[1],
        })),
      },
    }),
  },
  {
    files: /^genie\/iosxe\/show_crypto_map$/,
    parse: parseShowCryptoMap,
    translate: (entries: CryptoMapEntry[]) =>
      keyed(
        entries,
        ({ family }) => (family ?? '').toLowerCase(),
        (entry) => ({
          crypto_map_tag: {
            [entry.name]: {
              sequence_number: entry.sequence,
              ipsec: entry.kind,
              peer: entry.peers,
              transform_sets: keyed(
                entry.transformSets,
                ({ name }) => name,
                ({ transforms }) => transforms,
              ),
              interfaces_crypto_map: { crypto_map_tag: entry.name, interfaces: entry.interfaces },
            },
          },
        }),
      ),
    ignored: { access_list_ss_dynamic: 'a name of the list inside the name of a field' },
  },
  {
    files: /^genie\/iosxe\/show_crypto_ipsec_profile$/,
    parse: parseShowCryptoIpsecProfile,
    translate: (profiles: IpsecProfile[]) => ({
      ipsec_profile_name: keyed(
        profiles,
        ({ name }) => name,
        (profile) => ({
          mixed_mode: profile.mixedMode,
          psf: yn(profile.pfs),
          responder_only: yn(profile.isResponderOnly),
          ikev2_profile_name: profile.ikev2Profile,
          security_association_lifetime: `${profile.lifetimeKilobytes} kilobytes/${profile.lifetimeSeconds} seconds`,
          tranform_sets: keyed(
            profile.transformSets,
            ({ name }) => name,
            ({ transforms = [] }) => ({
              transform_set_name: transforms[0],
              transform_set_method: transforms[1],
            }),
          ),
        }),
      ),
    }),
  },
  {
    files: /^handmade\/ios\/show_crypto_engine_connections_active$/,
    parse: parseShowCryptoEngineConnectionsActive,
    translate: (connections: EngineConnection[]) => ({
      expect: connections.map(({ id, type, encrypted, decrypted }) => ({
        id,
        type,
        encrypt: encrypted,
        decrypt: decrypted,
      })),
    }),
  },
  {
    files: /^handmade\/ios\/show_crypto_ipsec_security_association_lifetime$/,
    parse: parseShowCryptoIpsecSecurityAssociation,
    translate: ([one]: SecurityAssociationLifetime[]) => ({ expect: { kb: one?.kilobytes, sec: one?.seconds } }),
  },
  {
    files: /^handmade\/ios\/show_crypto_ipsec_transform_set$/,
    parse: parseShowCryptoIpsecTransformSet,
    translate: (sets: TransformSet[]) => ({
      expect: sets.map(({ name, transforms, modes }) => ({ name, transforms, mode: modes[0] })),
    }),
  },
  {
    files: /^handmade\/ios\/show_crypto_isakmp_policy$/,
    parse: parseShowCryptoIsakmpPolicy,
    translate: (policies: IsakmpPolicy[]) => ({
      expect: policies.map(
        ({ priority, encryption = '', keyBits, hash = '', authentication = '', dhGroup, lifetimeSeconds }) => {
          const cipher = normaliseEncryption(encryption, keyBits);
          return {
            priority,
            encryption: cipher.keyBits === undefined ? cipher.algorithm : `${cipher.algorithm} ${cipher.keyBits}`,
            hash: normaliseHash(hash),
            auth:
              normaliseAuthentication(authentication) === 'psk' ? 'pre-share' : normaliseAuthentication(authentication),
            group: dhGroup,
            lifetime: lifetimeSeconds,
          };
        },
      ),
    }),
  },
  {
    files: /^handmade\/ios\/show_crypto_isakmp_sa$/,
    parse: parseShowCryptoIsakmpSa,
    translate: (sas: IsakmpSa[]) => ({ expect: sas }),
  },
];
