/** A part of npm run judge:libreswan: built-in routers and OpenIKED on another machine of the same kind. */
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { Authorities } from '../enrolment.ts';
import { namesOf, Party, secret } from '../ios-and-charon.ts';
import type { Uplink } from '../../../src-main/engine/simulation.ts';
import { startLinux, type LinuxMachine } from '../qemu/linux-machine.ts';
import type { Combination } from '../random/draw.ts';
import { meetingOf, titleOf } from '../random/meeting.ts';
import { live } from '../random/story.ts';
import { combinationsOf } from '../random/wanted.ts';
import { prepare } from './libreswan.ts';
import { drawOpeniked, identitiesOf, policyOf } from './openiked-connection.ts';
import { startOpeniked, takeCertificates } from './openiked.ts';

const place = '203.0.113';
const port = 48_491;
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
  const policy = policyOf(one, names, secret);
  const ids = identitiesOf(one, names);
  await takeCertificates(machine, one.proof.charon, { files: authorities.files('ca'), id: ids.own });
  const child = `net${names.number}`;
  const peer = await startOpeniked({ machine, cable, name: `gw${names.number}`, child, policy, peer: ids.peer });
  try {
    await using party = await Party.start(place, meeting, peer);
    await live(party, one, authorities);
  } catch (error) {
    const again = `again: QUICKMODE_SEED=${one.seed}/${one.number}`;
    const said = await peer.log();
    throw new Error(`${titleOf(one)}\n${again}\n${policy}\n${said}\n${String(error)}`, { cause: error });
  } finally {
    await peer.stop();
  }
}

describe('OpenIKED and a router in a combination that was drawn', () => {
  const wanted = { seed: new Date().toISOString().slice(0, 10), count: 20 };
  it.each(combinationsOf(wanted, drawOpeniked).map((one) => ({ one, title: titleOf(one) })))('$title', ({ one }) =>
    meet(one),
  );
});
