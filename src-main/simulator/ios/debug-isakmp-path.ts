/** `debug crypto isakmp`: NAT traversal, dead peer detection, certificates, and transaction mode. */
import { formatIpv4 } from '../../base/address.ts';
import type { IkeEvent, TransactionMessage } from '../ike/events.ts';
import { isakmp, isakmpOld, signed, type LinesOf } from './debug-crypto-spelling.ts';

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
  | 'peer-dead'
  | 'certificate-requested'
  | 'certificate-sent'
  | 'certificate-judged'
  | 'proof-failed'
  | 'profile-matched'
  | 'transaction-sent'
  | 'transaction-received'
  | 'xauth-judged'
  | 'client-configured';

/** Said by other lines, or by the log: crypto-syslog.ts. */
const saidElsewhere = (): readonly string[] => [];

const transactions: Readonly<Record<TransactionMessage, string>> = {
  request: 'CONFIG_REQUEST',
  reply: 'CONFIG_REPLY',
  set: 'CONFIG_SET',
  acknowledge: 'CONFIG_ACK',
};

function natText(isLocalBehind: boolean, isRemoteBehind: boolean): string {
  if (isLocalBehind && isRemoteBehind) return 'NAT found, both nodes inside NAT';
  if (isLocalBehind) return 'NAT found, the node inside NAT';
  return isRemoteBehind ? 'NAT found, the node outside NAT' : 'No NAT Found for self or peer';
}

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
  'ports-changed': saidElsewhere,
  'nat-keepalive-sent': ({ remote, ports }) => [
    `ISAKMP:(0):sending NAT keepalive to ${formatIpv4(remote)} my_port ${ports.local} peer_port ${ports.remote}`,
  ],
  'keepalive-sent': ({ connectionId, attempt }) =>
    attempt > 1 ? [isakmp(connectionId, `DPD incrementing error counter (${attempt - 1}/5)`)] : [],
  'keepalive-answered': ({ connectionId, sequence }) => [
    isakmp(connectionId, `DPD/R_U_THERE_ACK received from peer, sequence 0x${sequence.toString(16).toUpperCase()}`),
  ],
  'keepalive-served': ({ connectionId, remote, sequence }) => [
    isakmp(
      connectionId,
      `DPD/R_U_THERE received from peer ${formatIpv4(remote)}, sequence 0x${sequence.toString(16).toUpperCase()}`,
    ),
  ],
  'peer-dead': ({ connectionId, remote }) => [isakmp(connectionId, `peer ${formatIpv4(remote)} not responding!`)],
  'certificate-requested': saidElsewhere,
  'certificate-sent': saidElsewhere,
  'certificate-judged': saidElsewhere,
  'proof-failed': saidElsewhere,
  'profile-matched': saidElsewhere,
  'transaction-sent': ({ connectionId, message, messageId }) => [
    isakmp(connectionId, ` initiating peer config, ${transactions[message]}. ID = ${signed(messageId)}`),
  ],
  'transaction-received': ({ connectionId, message, messageId }) => [
    isakmp(connectionId, `processing transaction payload, ${transactions[message]}. message ID = ${signed(messageId)}`),
  ],
  'xauth-judged': saidElsewhere,
  'client-configured': ({ connectionId, role, address }) => [
    isakmp(
      connectionId,
      role === 'server' ? `allocating address ${formatIpv4(address)}` : `address ${formatIpv4(address)} assigned`,
    ),
  ],
};
