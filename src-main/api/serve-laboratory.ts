/** The engine, offered to whoever is at the other end of a port. What comes from there is checked before it is used. */
import { z } from 'zod';
import type { Laboratory } from './contract/laboratory.ts';
import { espCiphers, integrityAlgorithms } from './contract/packets.ts';
import type { Stop } from '../base/disposable.ts';
import { serve, type Contract, type Port } from '../base/remote.ts';
import { file, id, takes } from './arguments.ts';
import { classesContract } from './classes-contract.ts';
import { place, serversContract } from './servers-contract.ts';

/**
 * Serves until the returned function is called: when the port has closed.
 * @param onBug is told whatever is thrown that is no Failure: the other end learns no more than its message
 */
export function serveLaboratory(laboratory: Laboratory, port: Port, onBug: (error: unknown) => void): Stop {
  return serve(laboratory, laboratoryContract, port, onBug);
}

const size = z.int().min(1).max(1000);
const bytes = z.instanceof(Uint8Array).refine((value) => value.length <= 1024 * 1024, 'at most 1 MB at once');
const terminal = z.int().positive();
const onStep = [id, id] as const;

const integrity = z.enum(integrityAlgorithms).optional();
const packetBytes = z.int().min(20).max(65_535);
const packetQuestion = z.strictObject({
  length: packetBytes,
  mtu: packetBytes,
  gre: z.enum(['none', 'plain', 'with key']),
  mode: z.enum(['tunnel', 'transport']),
  cipher: z.enum(espCiphers).optional(),
  integrity,
  ah: integrity,
  isInUdp: z.boolean(),
});

const laboratoryContract: Contract<Laboratory> = {
  labs: takes(),
  attempts: takes(),
  begin: takes(id, z.string().min(1).max(100).optional(), place.optional()),
  readTopology: takes(file),
  beginSandbox: takes(file),
  removeAttempt: takes(id),
  onAttempt: takes(id),
  select: takes(...onStep),
  apply: takes(...onStep, z.array(id).max(100).optional()),
  check: takes(...onStep),
  hint: takes(...onStep),
  answerQuestion: takes(...onStep, id, z.array(z.string().max(2000)).max(50)),
  showAnswer: takes(...onStep, id),
  restore: takes(...onStep),
  evidence: takes(id, id),
  keyStory: takes(id),
  setSpeed: takes(id, z.number().min(1).max(100)),
  advance: takes(
    id,
    z
      .number()
      .positive()
      .max(7 * 86_400),
  ),
  power: takes(id, z.array(id).max(1000).optional(), z.enum(['on', 'off'])),
  onTerminal: takes(z.strictObject({ attempt: id, node: id, columns: size, rows: size })),
  type: takes(terminal, bytes),
  resize: takes(terminal, size, size),
  acknowledge: takes(terminal, z.int().nonnegative()),
  packetLength: takes(packetQuestion),
  onPackets: takes(id, id),
  ...serversContract,
  ...classesContract,
};
