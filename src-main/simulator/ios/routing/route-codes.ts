/**
 * The codes that stand above `show ip route`. 12.4: consoles of dynamips; 15 and IOS XE 17: corpus (muninn and genie, ios
 * and iosxe); 12.2: the command reference of that release.
 */
import type { Train } from '../flavour.ts';

const external = '       E1 - OSPF external type 1, E2 - OSPF external type 2';
const nssa = '       N1 - OSPF NSSA external type 1, N2 - OSPF NSSA external type 2';
const eigrpAndOspf = '       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area ';
const levels = '       i - IS-IS, su - IS-IS summary, L1 - IS-IS level-1, L2 - IS-IS level-2';
const candidates = '       ia - IS-IS inter area, * - candidate default, U - per-user static route';
const local = 'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP';
const application = '       a - application route';
const replicated = '       + - replicated route, % - next hop override, p - overrides from PfR';

export const routeCodes: Readonly<Record<Train, readonly string[]>> = {
  '12.2': [
    'Codes: C - connected, S - static, I - IGRP, R - RIP, M - mobile, B - BGP',
    eigrpAndOspf,
    nssa,
    `${external}, E - EGP`,
    '       i - IS-IS, L1 - IS-IS level-1, L2 - IS-IS level-2, ia - IS-IS inter area',
    '       * - candidate default, U - per-user static route, o - ODR',
    '       P - periodic downloaded static route',
  ],
  '12.4': [
    'Codes: C - connected, S - static, R - RIP, M - mobile, B - BGP',
    eigrpAndOspf,
    nssa,
    external,
    levels,
    candidates,
    '       o - ODR, P - periodic downloaded static route',
  ],
  '15': [
    local,
    eigrpAndOspf,
    nssa,
    external,
    levels,
    candidates,
    '       o - ODR, P - periodic downloaded static route, H - NHRP, l - LISP',
    application,
    replicated,
  ],
  '17': [
    local,
    eigrpAndOspf,
    nssa,
    `${external}, m - OMP`,
    '       n - NAT, Ni - NAT inside, No - NAT outside, Nd - NAT DIA',
    levels,
    candidates,
    '       H - NHRP, G - NHRP registered, g - NHRP registration summary',
    '       o - ODR, P - periodic downloaded static route, l - LISP',
    application,
    replicated,
    '       & - replicated local route overrides by connected',
  ],
};
