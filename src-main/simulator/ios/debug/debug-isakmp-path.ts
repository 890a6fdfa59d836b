/**
 * `debug crypto isakmp`: aggressive mode, NAT traversal, dead peer detection and renewal. Words: reference/faults.tsv
 * (P1-AGGR, P1-UDP4500), and traces of 12.4T in public notes.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeEvent } from '../../ike/events.ts';
import { isakmp, isakmpOld, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds =
  | 'aggressive-mode-begun'
  | 'aggressive-mode-disabled'
  | 'renewal-begun'
  | 'nat-hash'
  | 'nat-judged'
  | 'ports-changed'
  | 'nat-keepalive-sent'
  | 'keepalive-sent'
  | 'keepalive-answered'
  | 'keepalive-served'
  | 'peer-dead';

/** Said by other lines, or by the log: crypto-syslog.ts. */
const saidElsewhere = (): readonly string[] => [];

function natText(isLocalBehind: boolean, isRemoteBehind: boolean): string {
  if (isLocalBehind && isRemoteBehind) return 'NAT found, both nodes inside NAT';
  if (isLocalBehind) return 'NAT found, the node inside NAT';
  return isRemoteBehind ? 'NAT found, the node outside NAT' : 'No NAT Found for self or peer';
}

const sequenceText = (sequence: number): string => `0x${sequence.toString(16).toUpperCase()}`;

export const pathLines: LinesOf<IkeEvent, Kinds> = {
  'aggressive-mode-begun': ({ connectionId }) => [isakmp(connectionId, ' beginning Aggressive Mode exchange')],
  'aggressive-mode-disabled': saidElsewhere,
  'renewal-begun': saidElsewhere,
  'nat-hash': ({ connectionId, isOurs, isMatch }) => [
    'ISAKMP:received payload type 20',
    isMatch
      ? isakmpOld(connectionId, `NAT match ${isOurs ? 'MINE' : 'HIS'} hash`)
      : isakmpOld(
          connectionId,
          `${isOurs ? 'My' : 'His'} hash no match -  this node ${isOurs ? 'inside' : 'outside'} NAT`,
        ),
  ],
  'nat-judged': ({ connectionId, isLocalBehind, isRemoteBehind }) => [
    isakmp(connectionId, natText(isLocalBehind, isRemoteBehind)),
  ],
  'ports-changed': ({ connectionId, ports }) => [
    isakmp(connectionId, `Setting UDP ENC peer struct, local port ${ports.local}, peer port ${ports.remote}`),
  ],
  'nat-keepalive-sent': ({ remote, ports }) => [
    `ISAKMP:(0):sending NAT keepalive to ${formatIpv4(remote)} my_port ${ports.local} peer_port ${ports.remote}`,
  ],
  'keepalive-sent': ({ connectionId, sequence, attempt }) => [
    ...(attempt > 1 ? [isakmp(connectionId, `DPD incrementing error counter (${attempt - 1}/5)`)] : []),
    isakmp(connectionId, ` seq. no ${sequenceText(sequence)}`),
  ],
  'keepalive-answered': ({ connectionId, remote, sequence }) => [
    isakmp(
      connectionId,
      ` DPD/R_U_THERE_ACK received from peer ${formatIpv4(remote)}, sequence ${sequenceText(sequence)}`,
    ),
  ],
  'keepalive-served': ({ connectionId, remote, sequence }) => [
    isakmp(connectionId, `DPD/R_U_THERE received from peer ${formatIpv4(remote)}, sequence ${sequenceText(sequence)}`),
  ],
  'peer-dead': ({ connectionId, remote }) => [isakmp(connectionId, `peer ${formatIpv4(remote)} not responding!`)],
};
