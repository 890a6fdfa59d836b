/** crypto pki server: its settings. Those that stand in the authority's certificate cannot be changed afterwards. */
import type { Mode } from '../../cli/mode.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ServerContext } from './pki-server-mode.ts';
import type { CertificateServer } from './pki-state.ts';
import { checkedName } from './pki-trustpoint-subject.ts';

const defaults = { certificate: 365, authority: 1095, list: 6 } as const;

export function declareServerSettings(mode: Mode<ServerContext>): void {
  declareWords(mode);
  mode
    .add('database level ![{minimum|names|complete}:level]', {
      run: ({ server }, { level }) => (server.databaseLevel = level),
      no: ({ server }) => (server.databaseLevel = 'minimum'),
      show: ({ server: { databaseLevel: level } }) => (level === 'minimum' ? [] : [`database level ${level}`]),
    })
    .add('database archive [LINE:rest]', {
      run: ({ server }) => (server.hasArchive = true),
      no: ({ server }) => (server.hasArchive = false),
      show: ({ server }) => (server.hasArchive ? [] : ['no database archive']),
    })
    .add('database url ![WORD:url]', {
      run: ({ server }, { url }) => (server.databaseUrl = url),
      no: ({ server }) => (server.databaseUrl = undefined),
      show: ({ server: { databaseUrl: url } }) => (url === undefined ? [] : [`database url ${url}`]),
    });
  declareIssuer(mode);
  declareLifetimes(mode);
}

function declareIssuer(mode: Mode<ServerContext>): void {
  mode
    .add('issuer-name ![LINE:name]', {
      run: ({ server }, { name }) => {
        mayChange(server);
        server.issuerName = checkedName(name);
      },
      no: ({ server }) => {
        mayChange(server);
        server.issuerName = undefined;
      },
      show: ({ server: { issuerName } }) => (issuerName === undefined ? [] : [`issuer-name ${issuerName}`]),
    })
    .add('grant auto', {
      run: ({ device, server }) => {
        server.grantsAll = true;
        const text = 'All enrollment requests will be automatically granted.';
        device.log.report({ facility: 'PKI', severity: 6, mnemonic: 'CS_GRANT_AUTO', text });
      },
      no: ({ server }) => (server.grantsAll = false),
      show: ({ server }) => (server.grantsAll ? ['grant auto'] : []),
    })
    .add('hash ![{sha1|sha256|sha384|sha512}:hash]', {
      run: ({ server }, { hash }) => {
        mayChange(server);
        server.hash = hash;
      },
      no: ({ server }) => (server.hash = 'sha1'),
      show: ({ server: { hash } }) => (hash === 'sha1' ? [] : [`hash ${hash}`]),
    })
    .add('cdp-url ![WORD:url]', {
      run: ({ server }, { url }) => (server.distributionPoint = url),
      no: ({ server }) => (server.distributionPoint = undefined),
      show: ({ server: { distributionPoint: url } }) => (url === undefined ? [] : [`cdp-url ${url}`]),
    });
}

function mayChange({ authority }: CertificateServer): void {
  if (authority) throw Refusal.because('% This setting cannot be changed after CA certificate generation.');
}

function declareLifetimes(mode: Mode<ServerContext>): void {
  mode
    .add('lifetime crl ![<1-336>:hours]', {
      run: ({ server }, { hours }) => (server.listHours = hours),
      no: ({ server }) => (server.listHours = defaults.list),
      show: ({ server: { listHours } }) => (listHours === defaults.list ? [] : [`lifetime crl ${listHours}`]),
    })
    .add('lifetime certificate ![<1-7305>:days]', {
      run: ({ server }, { days }) => (server.certificateDays = days),
      no: ({ server }) => (server.certificateDays = defaults.certificate),
      show: ({ server: { certificateDays: days } }) =>
        days === defaults.certificate ? [] : [`lifetime certificate ${days}`],
    })
    .add('lifetime ca-certificate ![<1-7305>:days]', {
      run: ({ server }, { days }) => {
        mayChange(server);
        server.authorityDays = days;
      },
      no: ({ server }) => (server.authorityDays = defaults.authority),
      show: ({ server: { authorityDays: days } }) =>
        days === defaults.authority ? [] : [`lifetime ca-certificate ${days}`],
    });
  refuseByName(mode, { '': 'auto-rollover eku mode redundancy serial-number' });
}

function declareWords(mode: Mode<ServerContext>): void {
  mode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    database: 'Certificate Server database config parameters',
    'database level': 'Level of data stored in database',
    minimum: 'Minimum certificate info is stored in database',
    names: 'Serial-number & subject name of each certificate is stored in database',
    complete: 'Each issued certificate is saved to the database',
    'database archive': 'Certificate and key archive parameters',
    'archive rest': 'Format and password of the archive',
    'database url': 'URL where database contents will be stored',
    'url url': 'URL',
    'issuer-name': 'Issuer name',
    'issuer-name name': 'Issuer name',
    grant: 'Certificate granting options',
    'grant auto': 'Automatically grant incoming SCEP enrollment requests',
    hash: 'Hash algorithm',
    sha1: 'sha1 hash',
    sha256: 'sha256 hash',
    sha384: 'sha384 hash',
    sha512: 'sha512 hash',
    'cdp-url': 'CRL Distribution Point to be included in the issued certs',
    'cdp-url url': 'URL',
    lifetime: 'Lifetime parameters',
    'lifetime crl': 'CRL Lifetime',
    hours: 'Lifetime in hours',
    'lifetime certificate': 'Certificate lifetime',
    'lifetime ca-certificate': 'CA Certificate lifetime',
    days: 'Lifetime in days',
  });
}
