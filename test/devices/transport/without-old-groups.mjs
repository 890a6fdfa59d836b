/** Loaded before anything else: node:crypto as Electron has it, without the groups that BoringSSL has forgotten. */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { createDiffieHellmanGroup } = crypto;
const forgotten = (name) => {
  if (name === 'modp1' || name === 'modp2') throw new Error('Unknown DH group');
  return createDiffieHellmanGroup(name);
};
crypto.createDiffieHellmanGroup = forgotten;
crypto.getDiffieHellman = forgotten;
syncBuiltinESMExports();
