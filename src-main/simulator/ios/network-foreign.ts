/** What routers do with packets and these do not: refused by its name, so that nobody believes in it. */
import { Refusal } from '../cli/refusal.ts';
import { configureMode, interfaceMode } from './modes.ts';

const ofRouter = {
  'router bgp': 'Border Gateway Protocol (BGP)',
  'router rip': 'Routing Information Protocol (RIP)',
  'router isis': 'ISO IS-IS',
  'ip dhcp pool': 'A DHCP server',
  'ip dhcp excluded-address': 'A DHCP server',
  'ipv6 unicast-routing': 'IP version 6',
  'ipv6 route': 'IP version 6',
} as const;

const ofInterfaces = {
  'ip policy route-map': 'Routing by policy',
  'ipv6 address': 'IP version 6',
  'ipv6 enable': 'IP version 6',
  standby: 'Hot Standby Router Protocol (HSRP)',
  vrrp: 'Virtual Router Redundancy Protocol (VRRP)',
} as const;

export function declareForeignNetworking(): void {
  for (const [words, what] of Object.entries(ofRouter)) configureMode.add(formOf(words), refusing(what, words));
  for (const [words, what] of Object.entries(ofInterfaces)) interfaceMode.add(formOf(words), refusing(what, words));
}

const formOf = (words: string): 'words [LINE:more]' => `${words} [LINE:more]` as 'words [LINE:more]';

function refusing(what: string, words: string): { hidden: true; run: () => never; no: () => undefined } {
  return {
    hidden: true,
    run: () => {
      throw Refusal.because(`% ${what} is not simulated: '${words}'`);
    },
    no: () => undefined,
  };
}
