/**
 * Who somebody is to a server or a device. All of it is secret: it is kept sealed or not at all, and never part of a
 * message, a log or a piece of evidence.
 */
export interface Login {
  username?: string;
  password?: string;
}

/** What SSH can use besides a password; the first that the server accepts counts. */
export interface SshLogin extends Login {
  /** The text of a private key, as OpenSSH or PEM have it. */
  privateKey?: string;
  /** What the private key is locked with. */
  passphrase?: string;
  /** Ask the SSH agent that runs on this computer. */
  usesAgent?: boolean;
}

export interface DeviceLogin extends SshLogin {
  enablePassword?: string;
}
