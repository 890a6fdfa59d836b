/** A certificate server at work: its key and certificate, and what it answers. */
import { equalBytes } from '../../../base/bytes.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Authority } from '../../pki/authority.ts';
import { parseRequest } from '../../pki/certificate-request.ts';
import { derOfName, nameOfText } from '../../pki/distinguished-name.ts';
import type { Router } from '../../router/router.ts';
import type { IosDevice } from '../device.ts';
import { addToChain } from './pki-chain.ts';
import { serveAuthority, type Answer, type Question } from './pki-channel.ts';
import { makeRsaKey } from './pki-key.ts';
import type { CertificateServer, EnrollmentRequest } from './pki-state.ts';
import { trustpointOf } from './pki-trustpoint.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Bits of the key when nobody has made one with the server's name. */
const ownKeyBits = 1024;
const nothing = new Uint8Array();

export function startServer(device: IosDevice, server: CertificateServer, exec: Pick<Exec, 'print'>): void {
  const { settings, log, router } = device;
  server.authority ??= settings.pki.recallAuthority(server.name) ?? makeAuthority(device, server, exec);
  server.isShutdown = false;
  const trustpoint = trustpointOf(device, server.name);
  Object.assign(trustpoint, { isOfServer: true, keyLabel: server.name });
  if (!trustpoint.anchor.authority) addToChain(device, server.name, 'ca', server.authority.certificate);
  exec.print('', '% Certificate Server enabled.');
  serve(device, router);
  log.report({ facility: 'PKI', severity: 6, mnemonic: 'CS_ENABLED', text: 'Certificate server now enabled.' });
}

const serving = new WeakSet<Router>();

/** The port stays open once it was, as that of a web server does; who answers may change. */
export function serve(device: IosDevice, router: Router): void {
  if (serving.has(router)) return;
  serving.add(router);
  serveAuthority(router, (question) => {
    if (device.router !== router) return undefined;
    wake(device);
    const { server } = device.settings.pki;
    return server && isUp(device, server) ? answerTo(device, server, question) : undefined;
  });
}

/** A server whose configuration says that it is up starts as soon as somebody needs it and the clock is set. */
export function wake(device: IosDevice): void {
  const { server } = device.settings.pki;
  const mayStart = server && !server.isShutdown && !server.authority && device.settings.clockAhead !== undefined;
  if (mayStart) startServer(device, server, { print: () => undefined });
}

/** It answers by way of the web server, which must be on. */
function isUp(device: IosDevice, { isShutdown, authority }: CertificateServer): boolean {
  return !isShutdown && authority !== undefined && hasHttp(device);
}

export function hasHttp({ settings: { harmless } }: IosDevice): boolean {
  return harmless.get('ip http server') === 'ip http server';
}

function makeAuthority(device: IosDevice, server: CertificateServer, exec: Pick<Exec, 'print'>): Authority {
  const { settings, router } = device;
  const { trust } = router.crypto;
  const known = settings.pki.keys.get(server.name);
  if (!known) {
    exec.print(
      `% Generating ${ownKeyBits} bit RSA keys, keys will be non-exportable...`,
      '[OK] (elapsed time was 0 seconds)',
    );
  }
  const { key } = known ?? makeRsaKey(device, { label: server.name, bits: ownKeyBits });
  const options = {
    key,
    name: derOfName(nameOfText(server.issuerName ?? `cn=${server.name}`) ?? []),
    hash: server.hash,
    lifetime: server.authorityDays * day,
    // These two may change while there is an authority: they are for what it issues afterwards.
    get certificateLifetime() {
      return server.certificateDays * day;
    },
    get listLifetime() {
      return server.listHours * hour;
    },
    distributionPoint: server.distributionPoint,
    random: trust.random,
  };
  return new Authority(options, trust.date());
}

function answerTo(device: IosDevice, server: CertificateServer, { kind, body }: Question): Answer | undefined {
  const { authority } = server;
  if (!authority) return undefined;
  const now = device.router.crypto.trust.date();
  if (kind === 'authority') return { status: 'success', body: authority.certificate.der };
  if (kind === 'list') return { status: 'success', body: authority.revocationList(now) };
  return answerToRequest(device, server, body);
}

/** The same request again asks what has become of it, until what came of it is over: then it asks for another certificate. */
function answerToRequest(device: IosDevice, server: CertificateServer, body: Uint8Array): Answer {
  const now = device.router.crypto.trust.date();
  const isOver = ({ certificate }: EnrollmentRequest): boolean =>
    certificate !== undefined &&
    (certificate.notAfter < now || server.authority?.revoked.has(certificate.serial) === true);
  const known = server.requests.find((one) => equalBytes(one.request, body) && !isOver(one));
  const entry = known ?? newRequest(device, server, body);
  if (!entry) return { status: 'failure', body: nothing };
  if (server.grantsAll && entry.state === 'pending') grant(device, server, entry);
  if (entry.certificate) return { status: 'success', body: entry.certificate.der };
  return { status: entry.state === 'rejected' ? 'failure' : 'pending', body: nothing };
}

function newRequest(
  device: IosDevice,
  { requests }: CertificateServer,
  request: Uint8Array,
): EnrollmentRequest | undefined {
  if (!parseRequest(request, device.router.crypto.trust.random)) return undefined;
  const entry: EnrollmentRequest = { id: requests.length + 1, request, state: 'pending', certificate: undefined };
  requests.push(entry);
  return entry;
}

export function grant(device: IosDevice, { authority }: CertificateServer, entry: EnrollmentRequest): void {
  const { trust } = device.router.crypto;
  const request = parseRequest(entry.request, trust.random);
  if (!authority || !request) return;
  entry.certificate = authority.issue(request, trust.date());
  entry.state = 'granted';
}
