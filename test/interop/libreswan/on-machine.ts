/**
 * Combinations that a built-in router and a daemon on a Linux machine in QEMU go through: one machine for all of a file,
 * one meeting after the other.
 */
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { Authorities } from '../enrolment.ts';
import { namesOf, Party, secret, type Names } from '../ios-and-charon.ts';
import type { Peer } from '../peer.ts';
import type { Uplink } from '../../../src-main/engine/simulation.ts';
import { startLinux, type LinuxMachine } from '../qemu/linux-machine.ts';
import type { Combination } from '../random/draw.ts';
import { meetingOf, titleOf } from '../random/meeting.ts';
import { live } from '../random/story.ts';
import { combinationsOf } from '../random/wanted.ts';
import { prepare } from './libreswan.ts';

/** Where a combination takes place. */
interface Place {
  machine: LinuxMachine;
  cable: Uplink['way'];
  authorities: Authorities;
  names: Names;
  /** What charon would call the child. */
  child: string;
}

interface Daemon {
  name: string;
  /** Of this machine, and the next one: the two ends of the cable. */
  port: number;
  /** Combinations, where nobody says how many. */
  count: number;
  draw: (seed: string, number: number) => Combination;
  start: (one: Combination, place: Place) => Promise<{ peer: Peer; configuration: string }>;
}

const place = '203.0.113';

export function tryOnMachine({ name, port, count, draw, start }: Daemon): void {
  const [own, other] = [
    { host: '127.0.0.1', port },
    { host: '127.0.0.1', port: port + 1 },
  ];
  const cable: Uplink['way'] = { kind: 'cable', cable: { local: own, remote: other } };
  let machine: LinuxMachine;
  let authorities: Authorities;

  beforeAll(async () => {
    authorities = new Authorities();
    machine = await startLinux({ ...inject('qemu'), cable: { local: other, remote: own } });
    const { charon, router, charonInside } = namesOf(place, { number: 1 });
    await prepare(machine, { address: charon, gateway: router, inside: charonInside, secret });
  }, 300_000);

  afterAll(async () => {
    await machine.end();
    authorities.dispose();
  });

  async function meet(one: Combination): Promise<void> {
    const meeting = meetingOf(one);
    const names = namesOf(place, meeting);
    const child = `net${names.number}`;
    const { peer, configuration } = await start(one, { machine, cable, authorities, names, child });
    try {
      await using party = await Party.start(place, meeting, peer);
      await live(party, one, authorities);
    } catch (error) {
      const again = `again: QUICKMODE_SEED=${one.seed}/${one.number}`;
      const said = [titleOf(one), again, configuration, await peer.log(), String(error)];
      throw new Error(said.join('\n'), { cause: error });
    } finally {
      await peer.stop();
    }
  }

  describe(`${name} and a router in a combination that was drawn`, () => {
    const wanted = { seed: new Date().toISOString().slice(0, 10), count };
    it.each(combinationsOf(wanted, draw).map((one) => ({ one, title: titleOf(one) })))('$title', ({ one }) =>
      meet(one),
    );
  });
}
