/**
 * `debug crypto isakmp`: transaction mode (seed 001), between the phases. The lines are those of traces of servers and
 * clients of Easy VPN with 12.4T ("Need XAUTH", "ISAKMP/xauth: request attribute XAUTH_USER_NAME_V2").
 */
import { formatIpv4 } from '../../../base/address.ts';
import { u32 } from '../../../base/bytes.ts';
import type { IkeEvent, TransactionMessage } from '../../ike/events.ts';
import { numberOfAttribute, type Attribute } from '../../wire/isakmp/attribute.ts';
import { configAttributes } from '../../wire/isakmp/mode-config.ts';
import { isakmp, signed, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds = 'transaction-sent' | 'transaction-received' | 'xauth-judged' | 'client-configured';

const payloads: Readonly<Record<TransactionMessage, string>> = {
  request: 'REQUEST',
  reply: 'REPLY',
  set: 'SET',
  acknowledge: 'ACK',
};

const logins: Readonly<Record<number, string>> = {
  [configAttributes.XAUTH_TYPE]: 'XAUTH_TYPE_V2',
  [configAttributes.XAUTH_USER_NAME]: 'XAUTH_USER_NAME_V2',
  [configAttributes.XAUTH_USER_PASSWORD]: 'XAUTH_USER_PASSWORD_V2',
};

const settings: Readonly<Record<number, string>> = {
  [configAttributes.INTERNAL_IP4_ADDRESS]: 'IP4_ADDRESS',
  [configAttributes.INTERNAL_IP4_NETMASK]: 'IP4_NETMASK',
  [configAttributes.INTERNAL_IP4_DNS]: 'IP4_DNS',
  [configAttributes.INTERNAL_IP4_NBNS]: 'IP4_NBNS',
  [configAttributes.APPLICATION_VERSION]: 'APPLICATION_VERSION',
  [configAttributes.UNITY_BANNER]: 'MODECFG_BANNER',
  [configAttributes.UNITY_SAVE_PASSWD]: 'MODECFG_SAVEPWD',
  [configAttributes.UNITY_DEF_DOMAIN]: 'DEFAULT_DOMAIN',
  [configAttributes.UNITY_SPLIT_INCLUDE]: 'SPLIT_INCLUDE',
};

const isLogin = (attributes: readonly Attribute[]): boolean => attributes.some(({ type }) => type in logins);

const loginLines = (what: string, attributes: readonly Attribute[]): string[] =>
  attributes.flatMap(({ type }) => {
    const name = logins[type];
    return name === undefined ? [] : [`ISAKMP/xauth: ${what} attribute ${name}`];
  });

function sendingLines(attributes: readonly Attribute[]): string[] {
  const addressIn = ({ value }: Attribute): string =>
    typeof value !== 'number' && value.length === 4 ? formatIpv4(u32(value, 0)) : '';
  return attributes.flatMap((one) => {
    if (one.type === configAttributes.INTERNAL_IP4_ADDRESS)
      return [`ISAKMP: Sending private address: ${addressIn(one)}`];
    if (one.type === configAttributes.INTERNAL_IP4_NETMASK) return [`ISAKMP: Sending subnet mask: ${addressIn(one)}`];
    if (one.type === configAttributes.INTERNAL_IP4_DNS)
      return [`ISAKMP: Sending IP4_DNS server address: ${addressIn(one)}`];
    if (one.type === configAttributes.UNITY_SAVE_PASSWD)
      return [`ISAKMP: Sending save password reply value ${numberOfAttribute(one)}`];
    return [];
  });
}

export const transactionLines: LinesOf<IkeEvent, Kinds> = {
  'transaction-sent': ({ connectionId, message, messageId, remote, attributes }) => {
    const peer = `${formatIpv4(remote)}. ID = ${signed(messageId)}`;
    if (message === 'request' || message === 'set') {
      const asked = message === 'request' && isLogin(attributes);
      return [
        ...(asked ? [isakmp(connectionId, 'Need XAUTH'), ...loginLines('request', attributes)] : []),
        isakmp(connectionId, ` initiating peer config to ${peer}`),
      ];
    }
    return [...sendingLines(attributes), isakmp(connectionId, ` responding to peer config from ${peer}`)];
  },
  'transaction-received': ({ connectionId, message, messageId, remote, attributes }) => [
    isakmp(
      connectionId,
      `processing transaction payload from ${formatIpv4(remote)}. message ID = ${signed(messageId)}`,
    ),
    `ISAKMP: Config payload ${payloads[message]}`,
    ...receivedLines(connectionId, message, attributes),
  ],
  'xauth-judged': ({ connectionId, userName, isAccepted }) =>
    isAccepted ? [] : [isakmp(connectionId, `XAUTH of user ${userName} failed`)],
  'client-configured': ({ connectionId, role, address }) => [
    isakmp(connectionId, `${role === 'server' ? 'allocating' : 'assigned'} address ${formatIpv4(address)}`),
  ],
};

function receivedLines(connectionId: number, message: TransactionMessage, attributes: readonly Attribute[]): string[] {
  if (message === 'acknowledge') return [isakmp(connectionId, '       XAUTH ACK Processed')];
  if (isLogin(attributes)) return loginLines(message, attributes);
  if (message !== 'request') return [];
  const asked = attributes.flatMap(({ type }) =>
    settings[type] === undefined ? [] : [`ISAKMP:    ${settings[type]}`],
  );
  return [isakmp(connectionId, 'checking request:'), ...asked];
}
