/** show vrf detail, show ip vrf detail: tables, interfaces and route targets of each. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(/^VRF \S+.*$/, /^(?:No VRF|% No VRF).*$/i);

export function parseShowVrfDetail(text: string): Parsed<Outline> {
  return PARSE(text);
}
