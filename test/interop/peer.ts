/** What the stories ask of whoever is at the other end of a router's tunnel: charon, or a daemon on a machine in QEMU. */
import type { Uplink } from '../../src-main/engine/simulation.ts';
import type { ViciSection } from './vici-text.ts';

/** What became of a command. */
export interface Outcome {
  isDone: boolean;
  output: string;
}

/** An association of IKE and its children: names are those of vici. */
export interface PeerAssociation {
  connection: string;
  sa: ViciSection;
  children: ViciSection[];
}

export interface Peer {
  /** What it has begun it begins anew, when a router deletes it. */
  readonly isPersistent?: boolean;
  /** How a router is joined to it, where that is not by the ports of this machine. */
  readonly cable?: Uplink['way'];
  /** Begins a child, and the association of IKE that it needs. @param patience seconds */
  initiate(child: string, patience?: number): Promise<Outcome>;
  /** Every association, or those of a connection, with `child-sas` inside. */
  listSas(connection?: string): Promise<PeerAssociation[]>;
  rekey(what: { ike: string } | { child: string }): Promise<Outcome>;
  reauthenticate(ike: string): Promise<Outcome>;
  terminate(what: { ike: string } | { child: string }): Promise<Outcome>;
  /** Everything of a connection is gone, and the other end is not told. */
  forget(ike: string): Promise<Outcome>;
  /** One packet of its side comes back. */
  echo(from: string, to: string): Promise<boolean>;
  /** The first packet of a connection of TCP is sent, where the peer can be made to do that. */
  knock?(from: string, to: string, port: number): Promise<unknown>;
  /** It is killed, tells nobody, and is there again with the same configuration and nothing else. */
  restart(): Promise<void>;
  /** What it has said so far. */
  log(): string | Promise<string>;
  stop(): Promise<void>;
}
