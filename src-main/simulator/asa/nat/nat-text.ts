/** A rule of translation as its configuration line has it. */
import type { NatRule } from './nat-rules.ts';

/** `nat (inside,outside) source static A A destination static B B no-proxy-arp route-lookup` */
export function textOfNatRule(rule: NatRule): string {
  const place = `nat (${rule.from},${rule.to})`;
  if (rule.section === 2) return [place, rule.kind, rule.mapped, ...serviceOf(rule), ...optionsOf(rule)].join(' ');
  const { destination } = rule;
  return [
    place,
    ...(rule.section === 3 ? ['after-auto'] : []),
    'source',
    rule.kind,
    rule.real,
    rule.mapped,
    ...(destination ? ['destination static', destination.mapped, destination.real] : []),
    ...serviceOf(rule),
    ...optionsOf(rule),
  ].join(' ');
}

function serviceOf({ service }: NatRule): string[] {
  return service ? [`service ${service.words}`] : [];
}

function optionsOf(rule: NatRule): string[] {
  return [
    ...(rule.isUnidirectional ? ['unidirectional'] : []),
    ...(rule.isProxyArpOff ? ['no-proxy-arp'] : []),
    ...(rule.looksUpRoute ? ['route-lookup'] : []),
    ...(rule.isInactive ? ['inactive'] : []),
    ...(rule.description === '' ? [] : [`description ${rule.description}`]),
  ];
}
