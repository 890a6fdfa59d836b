/**
 * The lines of `show interfaces` that only a tunnel has: 12.4 (seed 000), 15, IOS XE (`Tunnel linestate evaluation`,
 * sub-blocks). One setting may stand on a line of its own or share one with others, so lines are read by their parts.
 */
import { passes, type Records } from '../records.ts';
import { rule, type Groups, type Rule } from '../rules.ts';
import { integer } from '../values.ts';
import type { InterfaceStatus, TunnelStatus } from './interface-status.ts';

type State = Records<InterfaceStatus>;

/** Sets what the line says of the tunnel, and remembers the line under the same names as `tunnel.source`. */
function tunnelRule<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => { [Name in keyof TunnelStatus]?: TunnelStatus[Name] | undefined },
): Rule<State, G> {
  return rule<State, G>(pattern, ({ last }, groups, line) => {
    if (!last) return false;
    const tunnel: TunnelStatus = last.tunnel ?? {};
    for (const [name, value] of Object.entries(fields(groups))) {
      if (value === undefined) continue;
      Object.assign(tunnel, { [name]: value });
      last.at[`tunnel.${name}`] = line;
    }
    last.tunnel = tunnel;
    return true;
  });
}

export const TUNNEL_RULES: Rule<State>[] = [
  tunnelRule<[string, string | undefined, string | undefined]>(
    /^Tunnel source ([^\s,]+)(?: \(([^)]*)\))?(?:, (?:fast switching|destination) ([^\s,]+).*)?$/,
    ([source, sourceInterface, destination]) => ({ source, sourceInterface, destination }),
  ),
  tunnelRule<[string]>(/^Tunnel destination ([^\s,]+).*$/, ([destination]) => ({ destination })),
  tunnelRule<[string, string | undefined, string | undefined]>(
    /^Tunnel protocol\/transport ([^\s,]+)(?:, key (?:disabled|(0x[0-9A-Fa-f]+|\d+)))?(?:, sequencing (\w+))?.*$/,
    ([transport, key, sequencing]) => ({ transport, key, sequencing }),
  ),
  tunnelRule<[string | undefined, string | undefined]>(
    /^[Kk]ey (?:disabled|(0x[0-9A-Fa-f]+|\d+))(?:, sequencing (\w+))?$/,
    ([key, sequencing]) => ({ key, sequencing }),
  ),
  tunnelRule<[string]>(/^Checksumming of packets (\w+)(?:, .*)?$/, ([checksumming]) => ({ checksumming })),
  tunnelRule<[string]>(/^Tunnel transmit bandwidth (\d+) \(kbps\)$/, ([rate]) => ({ transmitKilobits: integer(rate) })),
  tunnelRule<[string]>(/^Tunnel receive bandwidth (\d+) \(kbps\)$/, ([rate]) => ({ receiveKilobits: integer(rate) })),
  tunnelRule<[string]>(/^Tunnel vrf "?([^"]*)"?$/i, ([vrf]) => ({ vrf })),
  tunnelRule<[string, string]>(
    /^Path MTU Discovery, ager (\d+) mins, min MTU (\d+)(?:, MTU .*)?$/,
    ([ager, least]) => ({
      pathMtuMinutes: integer(ager),
      pathMtuMinimum: integer(least),
    }),
  ),
  tunnelRule<[string]>(/^Tunnel TTL (\d+).*$/, ([ttl]) => ({ ttl: integer(ttl) })),
  tunnelRule<[string]>(/^Tunnel transport MTU (\d+) bytes$/, ([mtu]) => ({ transportMtu: integer(mtu) })),
  tunnelRule<[string, string | undefined]>(
    /^Tunnel protection via IPSec \(profile "([^"]*)"(, shared)?.*\)$/i,
    ([protectionProfile, shared]) => ({
      protectionProfile,
      isProtectionShared: shared === undefined ? undefined : true,
    }),
  ),
  tunnelRule<[string]>(/^Tunnel linestate evaluation (\S.*)$/i, ([lineStateEvaluation]) => ({ lineStateEvaluation })),
  passes(/^Tunnel (?:Subblocks:|TOS\/Traffic Class .*|Path MTU.*)$/),
  passes(/^(?:src-track:|Tunnel\d+ source tracking subblock .*|Set of tunnels with source .*)$/),
  passes(/^(?:Fast tunneling|Path MTU Discovery|Ordering|DF bit).*$/),
];
