/** show ip ospf neighbor detail */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(/^(?:Neighbor \S+?, (?:interface|id) .*|OSPFv?\d? Router with ID .*)$/);

export function parseShowIpOspfNeighborDetail(text: string): Parsed<Outline> {
  return PARSE(text);
}
