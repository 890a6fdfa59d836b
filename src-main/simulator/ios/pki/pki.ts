/** The commands of keys and certificates, for the list of the crypto commands. */
import type { IosDevice } from '../device.ts';
import { declareAuthenticate } from './pki-authenticate.ts';
import { certificateMapMode, declareCertificateMap } from './pki-certificate-map.ts';
import { chainMode, declareChain } from './pki-chain.ts';
import { declareEnroll } from './pki-enroll.ts';
import { declarePkiHarmless } from './pki-harmless.ts';
import { declarePubkeyChain, pubkeyChainMode, pubkeyMode } from './pki-key-chain.ts';
import { declareKeyGenerate } from './pki-key-generate.ts';
import { declareServerRequests } from './pki-server-requests.ts';
import { serverMode } from './pki-server-mode.ts';
import { declareServer } from './pki-server.ts';
import { declareShowPki } from './pki-show.ts';
import { attachPki } from './pki-syslog.ts';
import { trustpointMode } from './pki-trustpoint-mode.ts';
import { declareTrustpoint } from './pki-trustpoint.ts';

/** In the order of the running configuration. */
export const pkiDeclarations: readonly (() => void)[] = [
  declarePkiHarmless,
  declareKeyGenerate,
  declarePubkeyChain,
  declareServer,
  declareTrustpoint,
  declareCertificateMap,
  declareChain,
  declareAuthenticate,
  declareEnroll,
  declareServerRequests,
  declareShowPki,
];

export const pkiModes = [pubkeyChainMode, pubkeyMode, serverMode, trustpointMode, certificateMapMode, chainMode];

export const pkiServices: readonly ((device: IosDevice) => void)[] = [attachPki];
