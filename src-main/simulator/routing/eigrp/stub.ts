/** `eigrp stub`: what a router tells that nobody is to go through ("eigrp stub", IOS command reference). */
import { externalProtocols, stubFlags } from '../../wire/eigrp/message.ts';
import type { EigrpStub } from './configuration.ts';
import { summaryKey } from './summaries.ts';
import type { TopologyEntry } from './topology.ts';

/** As its hello says it. */
export function flagsOfStub(stub: EigrpStub): number {
  return [...stub].reduce((flags, kind) => flags | stubFlags[kind], 0);
}

/** Nothing that it has of neighbours, and of its own what is of one of the kinds. That `redistributed` is all of that is from memory. */
export function tellsAsStub({ best, ways }: TopologyEntry, stub: EigrpStub): boolean {
  if (!best || best.neighbour) return false;
  if (best === ways.get(summaryKey)) return stub.has('summary');
  const protocol = best.external?.protocol;
  if (protocol === undefined) return stub.has('connected');
  if (stub.has('redistributed')) return true;
  if (protocol === externalProtocols.connected) return stub.has('connected');
  return protocol === externalProtocols.static && stub.has('static');
}
