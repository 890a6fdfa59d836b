/** show crypto session [detail | interface I detail | remote A detail] */
import type { CryptoSession, SessionFlow, SessionIkeSa } from '../../../src-main/parsers/ios/crypto-session.ts';
import { parseShowCryptoSession } from '../../../src-main/parsers/ios/show-crypto-session.ts';
import { keyed, numbered, present, type Translation } from './fact.ts';

const flowOf = ({ action, protocol, source, destination }: SessionFlow): string =>
  `${action} ${protocol} ${source} ${destination}`;

const genieFlow = (flow: SessionFlow): Record<string, unknown> =>
  present({
    active_sas: flow.activeSas,
    origin: flow.origin,
    inbound_pkts_decrypted: flow.inbound?.packets,
    inbound_pkts_drop: flow.inbound?.drops,
    inbound_life_kb: flow.inbound?.kilobytes,
    inbound_life_secs: flow.inbound?.seconds,
    outbound_pkts_encrypted: flow.outbound?.packets,
    outbound_pkts_drop: flow.outbound?.drops,
    outbound_life_kb: flow.outbound?.kilobytes,
    outbound_life_secs: flow.outbound?.seconds,
  });

/** Genie's keys keep the blanks of the text: the golden's own keys say which flow is meant. */
function flowsByGolden(session: CryptoSession, golden: unknown): Record<string, unknown> {
  const keys = new Set(JSON.stringify(golden).match(/(?:permit|deny) [^"]*/g) ?? []);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const flow = session.flows.find((one) => flowOf(one) === key.replace(/\s+/g, ' ').trim());
      return flow ? [[key, genieFlow(flow)]] : [];
    }),
  );
}

function genieSessions(sessions: CryptoSession[], golden: unknown): unknown {
  const one = (session: CryptoSession): unknown => {
    const sas = numbered(session.ikeSas, (sa) => ({
      local: sa.local,
      local_port: sa.localPort,
      remote: sa.remote,
      remote_port: sa.remotePort,
      sa_status: sa.state,
      version: `IKEv${sa.version}`,
      session_id: session.sessionId,
      conn_id: sa.connectionId,
      capabilities: sa.capabilities ?? 'none',
      lifetime: sa.lifetime,
    }));
    return {
      fvrf: session.frontVrf ?? 'none',
      ivrf: session.insideVrf ?? 'none',
      desc: session.description ?? 'none',
      phase1_id: session.phase1Id,
      ike_sa: sas,
      ikev1_sa: sas,
      ipsec_flow: flowsByGolden(session, golden),
    };
  };
  return {
    interface: keyed(
      sessions,
      (session) => session.interface ?? '',
      (session) => ({
        profile: session.profile,
        uptime: session.uptime,
        session_status: session.status,
        peer: { [session.peer ?? '']: { port: { [String(session.peerPort)]: one(session) } } },
      }),
    ),
  };
}

function genieShort(sessions: CryptoSession[]): unknown {
  return {
    interfaces: keyed(
      sessions,
      (session) => session.interface ?? '',
      (session) => ({
        profile: session.profile,
        uptime: session.uptime,
        session_status: session.status,
        peer_ip: session.peer,
        peer_port: session.peerPort,
        fvrf: session.frontVrf ?? 'none',
        ivrf: session.insideVrf ?? 'none',
        phase_id: session.phase1Id,
        phase1_id: session.phase1Id,
        desc: session.description ?? 'none',
        session_id: session.sessionId,
        IKEv2: session.ikeSas.map((sa) => ({
          local_ip: sa.local,
          local_port: sa.localPort,
          remote_ip: sa.remote,
          remote_port: sa.remotePort,
          capabilities: sa.capabilities,
          connid: sa.connectionId,
          lifetime: sa.lifetime,
        }))[0],
        ipsec_flow: numbered(session.flows, (flow) => ({
          flow: flowOf(flow),
          active_sa: flow.activeSas,
          origin: flow.origin,
          inbound: { decrypted: flow.inbound?.packets, dropped: flow.inbound?.drops, life_in_kb: flow.inbound?.kilobytes, life_in_sec: flow.inbound?.seconds }, // prettier-ignore
          outbound: { encrypted: flow.outbound?.packets, dropped: flow.outbound?.drops, life_in_kb: flow.outbound?.kilobytes, life_in_sec: flow.outbound?.seconds }, // prettier-ignore
        })),
      }),
    ),
  };
}

const ntcSa = (sa: SessionIkeSa | undefined): Record<string, unknown> =>
  sa
    ? {
        local_ip: sa.local,
        local_port: sa.localPort,
        remote_ip: sa.remote,
        remote_port: sa.remotePort,
        ikev1_status: sa.state,
        capabilities: sa.capabilities,
        conn_id: sa.connectionId,
        lifetime: sa.lifetime,
      }
    : {};

function ntcSessions(sessions: CryptoSession[]): unknown {
  return sessions.flatMap((session) =>
    session.flows.map((flow) => {
      const [sa] = session.ikeSas;
      const [sourceHost, sourceMask] = flow.source.split('/');
      const [destinationHost, destinationMask] = flow.destination.split('/');
      return {
        interface: session.interface,
        profile: session.profile,
        uptime: session.uptime,
        session_status: session.status,
        session_id: session.sessionId,
        peer: session.peer,
        port: session.peerPort,
        fvrf: session.frontVrf ?? '(none)',
        ivrf: session.insideVrf ?? '(none)',
        phase1_id: session.phase1Id,
        description: session.description ?? '(none)',
        ...ntcSa(sa),
        permit: flow.protocol,
        src_host: sourceHost,
        src_mask: sourceMask,
        dst_host: destinationHost,
        dst_mask: destinationMask,
        active_sa: flow.activeSas,
        origin: flow.origin,
      };
    }),
  );
}

export const SESSIONS: readonly Translation[] = [
  {
    files: /^genie\/ios(?:xe)?\/show_crypto_session(?:_detail|_interface_detail)?$/,
    parse: parseShowCryptoSession,
    translate: genieSessions,
    ignored: { desc: 'Genie cuts a description at its first colon' },
  },
  { files: /^genie\/iosxe\/show_crypto_session_remote_detail$/, parse: parseShowCryptoSession, translate: genieShort },
  { files: /^ntc\/cisco_ios\/show_crypto_session_detail$/, parse: parseShowCryptoSession, translate: ntcSessions },
];
