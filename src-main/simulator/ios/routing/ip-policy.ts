/**
 * ip policy route-map, ip local policy route-map, show ip policy and debug ip policy. Texts: the command references of
 * 12.4 (`show ip policy`, `debug ip policy`); those of packets that no entry permits are worded from memory.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { lengthOf } from '../../router/fragmentation.ts';
import type { PolicyEvent } from '../../router/routing/policy-routing.ts';
import { declareDebug } from '../debug/declare-debug.ts';
import type { DebugTopic } from '../debug/debugging.ts';
import type { IosDevice } from '../device.ts';
import { shortNameOf } from '../interface/interface-state.ts';
import { configureMode, execMode, interfaceMode } from '../modes.ts';

const topic: DebugTopic = { words: 'ip policy', group: 'Policy routing', title: 'Policy routing debugging' };

export function declareIpPolicy(): void {
  interfaceMode
    .words({
      'ip policy': 'Enable policy routing',
      'ip policy route-map': 'Policy route map',
      'route-map map': 'Route map name',
    })
    .add('ip policy route-map ![WORD:map]', {
      section: 'ip policy',
      run: ({ one }, { map }) => {
        one.policyMap = map;
      },
      no: ({ one }) => {
        one.policyMap = undefined;
      },
      show: ({ one: { policyMap } }) => (policyMap === undefined ? [] : [`ip policy route-map ${policyMap}`]),
    });
  configureMode
    .words({
      'ip local': 'Specify local options',
      'ip local policy': 'Enable policy routing',
      'ip local policy route-map': 'Policy route map',
      'policy route-map map': 'Route map name',
    })
    .add('ip local policy route-map ![WORD:map]', {
      section: 'ip local policy',
      run: ({ router }, { map }) => {
        router.policy.local = map;
      },
      no: ({ router }) => {
        router.policy.local = undefined;
      },
      show: ({ router: { policy } }) =>
        policy.local === undefined ? [] : [`ip local policy route-map ${policy.local}`],
    });
  execMode
    .words({ 'show ip policy': 'Policy routing' })
    .add('show ip policy', { run: (device, _, exec) => exec.print(...policyLines(device)) });
  declareDebug(topic, { ip: 'IP information', 'ip policy': 'Policy routing' });
}

function policyLines({ router }: IosDevice): string[] {
  const rows = [...router.interfaces.values()].flatMap(({ name, policyMap }) =>
    policyMap === undefined ? [] : [`${shortNameOf(name).padEnd(14)} ${policyMap}`],
  );
  const { local } = router.policy;
  return ['Interface      Route map', ...(local === undefined ? [] : [`${'local'.padEnd(14)} ${local}`]), ...rows];
}

export function debugPolicy({ router, debugging }: IosDevice): void {
  router.policy.events.on((event) => debugging.say(topic, () => linesOf(event)));
}

function linesOf({ packet, incoming, outcome }: PolicyEvent): string[] {
  const { source, destination } = packet;
  const from = `IP: s=${formatIpv4(source)} (${incoming?.name ?? 'local'}), d=${formatIpv4(destination)}`;
  const length = `len ${lengthOf(packet)}`;
  const match = `${from}, ${length}, FIB policy match`;
  switch (outcome.kind) {
    case 'no-match':
      return [`${from}, ${length}, FIB policy rejected(no match) - normal forwarding`];
    case 'no-way':
      return [match, `${from}, ${length}, FIB policy rejected - normal forwarding`];
    case 'routed':
      return [match, `${from} (${outcome.hop.out.name}), ${length}, FIB policy routed`];
  }
}
