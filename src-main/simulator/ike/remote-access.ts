/**
 * Between the phases: extended authentication (draft-ietf-ipsec-isakmp-xauth-06), by which a person logs in at a server,
 * and mode config (draft-dukes-ike-mode-cfg-02), by which the client gets its address. Both ends are here, as an EzVPN
 * client and its server need them. Only generic authentication, by name and password; the client asks for its
 * configuration, and no server pushes one unasked.
 */
import { bytesOfLatin1, latin1Of } from '../../base/bytes.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import { configAttributes } from '../wire/isakmp/mode-config.ts';
import type { Access, Association } from './association.ts';
import { configurationAttributes, configurationIn, wantedAttributes } from './client-configuration.ts';
import type { Login } from './environment.ts';
import { Transaction, type Answer, type Reply, type TransactionOwner } from './transaction.ts';

const { XAUTH_TYPE, XAUTH_USER_NAME, XAUTH_USER_PASSWORD, XAUTH_STATUS, INTERNAL_IP4_ADDRESS } = configAttributes;
/** Values of XAUTH_STATUS, and of XAUTH_TYPE. */
const [failed, accepted, generic] = [0, 1, 0];
/** A client that has offered to log in waits so long for the question: a server may do without. */
const patience = 5000;

export interface RemoteAccessOwner {
  /** Phase 2 may go on. */
  ready(): void;
  /** The login was refused, or nobody answers. */
  refused(): void;
}

export class RemoteAccess implements Access, TransactionOwner {
  /** What has to come before phase 2. */
  #awaited: 'login' | 'status' | 'configuration' | undefined;
  isLoggedIn = false;
  isConfigured = false;
  /** The server has asked who we are. */
  #isAsked = false;
  /** Of the client that we have configured. */
  #given: number | undefined;

  constructor(
    private readonly association: Association,
    private readonly owner: RemoteAccessOwner,
  ) {}

  /** Nothing has to be done before phase 2, or it is done. */
  get isReady(): boolean {
    return this.#awaited === undefined;
  }

  /** Phase 1 is through. */
  start(): void {
    const { env, remote, role } = this.association;
    if (env.accessServer?.isLoginRequired(this.association) === true) return this.#askForLogin();
    if (role !== 'initiator' || !env.accessClient) return;
    if (!this.association.isLoggingIn) return this.#goOn(remote);
    this.#await('login');
    env.clock.after(patience, () => {
      if (this.#awaited === 'login' && !this.#isAsked && !this.association.isDeleted) this.#goOn(remote);
    });
  }

  /** The association is gone. */
  end(): void {
    const { env } = this.association;
    if (this.#given !== undefined) env.accessServer?.release(this.association, this.#given);
    this.#given = undefined;
  }

  /** For a message of the peer's that begins a transaction. */
  transaction(messageId: number): Transaction {
    return new Transaction(this.association, this, messageId);
  }

  asked(message: 'request' | 'set', attributes: readonly Attribute[], reply: Reply): Answer {
    if (message === 'set') return this.#setBy(attributes);
    return attributes.some(({ type }) => type === XAUTH_USER_NAME)
      ? this.#loginFor(attributes, reply)
      : this.#configurationFor(attributes);
  }

  answered(message: 'reply' | 'acknowledge', attributes: readonly Attribute[]): void {
    if (message === 'acknowledge') return this.#acknowledged();
    if (this.#awaited === 'login') this.#judge(attributes);
    else if (this.#awaited === 'configuration') this.#configured(attributes);
  }

  unanswered(): void {
    this.owner.refused();
  }

  #await(what: 'login' | 'status' | 'configuration'): void {
    this.#awaited = what;
    this.association.state = what === 'configuration' ? 'CONF_ADDR' : 'CONF_XAUTH';
  }

  #finish(): void {
    this.#awaited = undefined;
    this.association.state = 'QM_IDLE';
    this.owner.ready();
  }

  #begin(message: 'request' | 'set', attributes: readonly Attribute[]): void {
    const messageId = this.association.newMessageId();
    const transaction = this.transaction(messageId);
    this.association.nodes.set(messageId, transaction);
    const { connectionId } = this.association;
    this.association.trace({ kind: 'node-created', connectionId, messageId });
    transaction.begin(message, attributes);
  }

  #askForLogin(): void {
    this.#await('login');
    this.#begin('request', [
      { type: XAUTH_TYPE, value: generic },
      { type: XAUTH_USER_NAME, value: new Uint8Array() },
      { type: XAUTH_USER_PASSWORD, value: new Uint8Array() },
    ]);
  }

  #judge(attributes: readonly Attribute[]): void {
    const { env, remote, connectionId } = this.association;
    const userName = textIn(attributes, XAUTH_USER_NAME);
    const login = { userName, password: textIn(attributes, XAUTH_USER_PASSWORD) };
    this.isLoggedIn = env.accessServer?.login(this.association, login) === true;
    this.association.trace({ kind: 'xauth-judged', connectionId, remote, userName, isAccepted: this.isLoggedIn });
    this.#await('status');
    this.#begin('set', [{ type: XAUTH_STATUS, value: this.isLoggedIn ? accepted : failed }]);
  }

  #acknowledged(): void {
    if (this.#awaited !== 'status') return;
    if (this.isLoggedIn) this.#finish();
    else this.owner.refused();
  }

  /** Somebody may have to type it first. */
  #loginFor(asked: readonly Attribute[], reply: Reply): Answer {
    const { env, remote } = this.association;
    if (env.accessClient?.logsIn(remote) !== true) return undefined;
    this.#isAsked = true;
    env.accessClient.login(remote, (login) => {
      if (this.association.isDeleted) return;
      this.#await('status');
      reply(loginAttributes(asked, login));
    });
    return 'later';
  }

  /** The server says how the login has gone: what follows from it comes after the acknowledgement. */
  #setBy(attributes: readonly Attribute[]): readonly Attribute[] | undefined {
    const status = attributes.find(({ type }) => type === XAUTH_STATUS);
    const { env, remote } = this.association;
    if (!status || !env.accessClient) return undefined;
    env.clock.after(0, () => {
      if (this.association.isDeleted) return;
      if (numberOfAttribute(status) !== accepted) return this.owner.refused();
      this.isLoggedIn = true;
      this.#goOn(remote);
    });
    return [{ type: XAUTH_STATUS, value: numberOfAttribute(status) }];
  }

  /** With what comes after the login, or instead of it. */
  #goOn(remote: number): void {
    const wish = this.association.env.accessClient?.wish(remote);
    if (wish === undefined) {
      if (this.#awaited !== undefined) this.#finish();
      return;
    }
    this.#await('configuration');
    this.#begin('request', wantedAttributes(wish));
  }

  #configured(attributes: readonly Attribute[]): void {
    const { env, remote, connectionId } = this.association;
    const configuration = configurationIn(attributes);
    const { address } = configuration;
    if (address === undefined && env.accessClient?.wish(remote) === 'address') return this.owner.refused();
    if (address !== undefined)
      this.association.trace({ kind: 'client-configured', connectionId, remote, role: 'client', address });
    this.isConfigured = true;
    env.accessClient?.configured(remote, configuration);
    this.#finish();
  }

  /** Who has to log in and has not gets no address. */
  #configurationFor(asked: readonly Attribute[]): readonly Attribute[] | undefined {
    const { env, remote, connectionId } = this.association;
    if (!env.accessServer || !this.isReady) return undefined;
    const wish = asked.some(({ type }) => type === INTERNAL_IP4_ADDRESS) ? 'address' : 'networks';
    const configuration = env.accessServer.configure(this.association, wish);
    if (!configuration) return [];
    this.isConfigured = true;
    const { address } = configuration;
    if (address !== undefined && this.#given !== address) {
      this.#given = address;
      this.association.trace({ kind: 'client-configured', connectionId, remote, role: 'server', address });
    }
    return configurationAttributes(configuration, asked, 'QuickMode');
  }
}

function loginAttributes(asked: readonly Attribute[], { userName, password }: Login): Attribute[] {
  return asked.flatMap(({ type }): Attribute[] => {
    if (type === XAUTH_TYPE) return [{ type, value: generic }];
    if (type === XAUTH_USER_NAME) return [{ type, value: bytesOfLatin1(userName) }];
    return type === XAUTH_USER_PASSWORD ? [{ type, value: bytesOfLatin1(password) }] : [];
  });
}

function textIn(attributes: readonly Attribute[], wanted: number): string {
  const attribute = attributes.find(({ type }) => type === wanted);
  return attribute && typeof attribute.value !== 'number' ? latin1Of(attribute.value) : '';
}
