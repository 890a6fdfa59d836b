/**
 * Whom a TLS connection trusts: the authorities that the world trusts, or one certificate by its SHA-256, as lab
 * servers need it whose certificates nobody vouches for. The certificate is judged before a byte is sent to the server.
 */
import net from 'node:net';
import tls from 'node:tls';
import type { buildConnector } from 'undici';
import { Failure, messageOf } from '../../base/errors.ts';
import { connectionFailure, placeOf, timeoutFailure } from './connection-failure.ts';
import { connectTcp, DEFAULT_TIMEOUT, type ConnectOptions } from './tcp.ts';
import { wallClock } from './wall-clock.ts';

export interface TlsTrust {
  /** SHA-256 of the one certificate that is trusted, whoever issued it and whenever: 64 hexadecimal digits, colons allowed. */
  certificate?: string;
  /** Authorities in PEM that are trusted besides those of the world. */
  authorities?: string;
}

/** What a server shows of itself before we tell it anything. */
export interface ShownCertificate {
  /** "AA:BB:…", as OpenSSL and browsers write it. */
  fingerprint: string;
  subject: string;
  issuer: string;
  /** As the certificate has it: "May 17 08:00:00 2031 GMT". */
  validTo: string;
}

interface TlsOptions extends ConnectOptions {
  trust?: TlsTrust | undefined;
}

/**
 * @throws Failure unreachable: those of connectTcp, not-tls, certificate-not-trusted, certificate-expired,
 *   certificate-other-name, certificate-changed; bad-input: bad-fingerprint
 */
export async function connectTls(options: TlsOptions): Promise<tls.TLSSocket> {
  const { trust = {} } = options;
  const wanted = trust.certificate === undefined ? undefined : digitsOf(trust.certificate);
  const socket = await shakeHands(options);
  const problem = problemOf(socket, placeOf(options), wanted);
  if (!problem) return socket;
  socket.destroy();
  throw problem;
}

/** The certificate of a server, whatever it is worth: for somebody who is to decide whether to trust it. */
export async function shownCertificate(options: ConnectOptions): Promise<ShownCertificate> {
  const socket = await shakeHands(options);
  const shown = certificateOf(socket);
  socket.destroy();
  return shown;
}

/** How undici's clients connect: `new Agent({ connect: connectorOf(trust) })`. Requests then fail with our failures. */
export function connectorOf(trust?: TlsTrust, clock = wallClock): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const endpoint = { host, port: Number(port) || (isSecure ? 443 : 80), clock };
    const connected: Promise<net.Socket> = isSecure ? connectTls({ ...endpoint, trust }) : connectTcp(endpoint);
    connected.then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : new Error(messageOf(error)), null),
    );
  };
}

/** A connection whose other end has shown a certificate that nobody has judged yet. */
async function shakeHands(options: TlsOptions): Promise<tls.TLSSocket> {
  const { host, trust, timeout = DEFAULT_TIMEOUT, clock = wallClock } = options;
  const place = placeOf(options);
  const below = await connectTcp(options);
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: below,
      host,
      // RFC 6066, section 3: an address is no server name.
      servername: net.isIP(host) ? '' : host,
      ALPNProtocols: ['http/1.1'],
      ...(trust?.authorities === undefined ? {} : { ca: [...tls.rootCertificates, trust.authorities] }),
      // Judged here instead, where the certificate can be named in the refusal, and before anything is sent.
      rejectUnauthorized: false,
    });
    const fail = (failure: Failure): void => {
      stop();
      socket.destroy();
      reject(failure);
    };
    const stop = clock.after(timeout, () => fail(timeoutFailure(place)));
    const failed = (error: Error): void => fail(handshakeFailure(error, place));
    socket.once('error', failed);
    socket.once('secureConnect', () => {
      stop();
      socket.removeListener('error', failed);
      resolve(socket);
    });
  });
}

function handshakeFailure(error: Error, place: string): Failure {
  const code = 'code' in error ? String(error.code) : '';
  if (!code.startsWith('ERR_SSL') && code !== 'EPROTO') return connectionFailure(error, place);
  return new Failure(
    'unreachable',
    'not-tls',
    `${place} and we have no TLS in common: ${reasonOf(error)} (a server without TLS is reached by http://)`,
  );
}

/** OpenSSL's own words, without its file names. */
function reasonOf(error: Error): string {
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}

function problemOf(socket: tls.TLSSocket, place: string, wanted: string | undefined): Failure | undefined {
  const shown = certificateOf(socket);
  const { fingerprint } = shown;
  if (wanted !== undefined) {
    if (digitsOf(fingerprint) === wanted) return undefined;
    return failure(
      'certificate-changed',
      `${place} shows another certificate than the one that is trusted: its SHA-256 is ${fingerprint}, and ` +
        `${withColons(wanted)} is trusted (somebody may be in between; if the server has a new one, trust that)`,
    );
  }
  if (socket.authorized) return undefined;
  return judge(String(socket.authorizationError), place, shown);
}

/** @param error OpenSSL's name for what is wrong */
function judge(error: string, place: string, { subject, issuer, fingerprint, validTo }: ShownCertificate): Failure {
  const about = `issued to ${subject}, SHA-256 ${fingerprint}`;
  if (error.includes('CERT_HAS_EXPIRED'))
    return failure('certificate-expired', `the certificate of ${place} was valid until ${validTo} (${about})`);
  if (error.includes('ALTNAME'))
    return failure('certificate-other-name', `${place} shows a certificate for other names (${about})`);
  return failure(
    'certificate-not-trusted',
    `no authority vouches for the certificate of ${place}: issued to ${subject} by ${issuer}, SHA-256 ${fingerprint} ` +
      `(compare it with the one that the server itself knows, then trust it by this fingerprint)`,
  );
}

function failure(code: string, sentence: string): Failure {
  return new Failure('unreachable', code, sentence);
}

function certificateOf(socket: tls.TLSSocket): ShownCertificate {
  const { fingerprint256, subject, issuer, valid_to } = socket.getPeerCertificate();
  return { fingerprint: fingerprint256, subject: nameOf(subject), issuer: nameOf(issuer), validTo: valid_to };
}

/** A name comes from outside: no control character of it reaches a terminal. */
function nameOf(name: tls.Certificate | undefined): string {
  const text = String(name?.CN ?? name?.O ?? 'nobody');
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 200);
}

function digitsOf(fingerprint: string): string {
  const digits = fingerprint.replace(/[:\s]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  throw new Failure(
    'bad-input',
    'bad-fingerprint',
    `a fingerprint of ${digits.length} characters is no SHA-256 of a certificate: 64 hexadecimal digits are expected`,
  );
}

function withColons(digits: string): string {
  return (digits.toUpperCase().match(/../g) ?? []).join(':');
}
