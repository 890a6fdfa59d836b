/** area N …, of router ospf: what holds for an area. */
import type { OspfAreaSettings } from '../routing/ospf/configuration.ts';
import { areaNumber, routerOspfMode, type OspfContext } from './ospf-mode.ts';

const section = 'area';

export function declareOspfArea(): void {
  routerOspfMode
    .words({
      area: 'OSPF area parameters',
      'area area': 'OSPF area ID as a decimal value or in IP address format',
      'area authentication': 'Enable authentication',
      'authentication message-digest': 'Use message-digest authentication',
    })
    .add('area WORD:area authentication [message-digest:digest]', {
      section,
      run: (context, { area, digest }) =>
        change(context, area, { authentication: digest === undefined ? 'password' : 'message-digest' }),
      no: (context, { area }) => drop(context, area, 'authentication'),
      show: (context) =>
        linesOf(context, ({ authentication }) => {
          if (authentication === undefined) return [];
          return [`authentication${authentication === 'password' ? '' : ' message-digest'}`];
        }),
    });
}

function change({ device, configuration: { areas } }: OspfContext, text: string, settings: OspfAreaSettings): void {
  const area = areaNumber(text);
  areas.set(area, { ...areas.get(area), ...settings });
  device.router.converge();
}

function drop({ device, configuration: { areas } }: OspfContext, text: string, what: keyof OspfAreaSettings): void {
  const area = areaNumber(text);
  const kept = Object.entries(areas.get(area) ?? {}).filter(([name]) => name !== what);
  areas.set(area, Object.fromEntries(kept));
  device.router.converge();
}

function linesOf({ configuration: { areas } }: OspfContext, rest: (settings: OspfAreaSettings) => string[]): string[] {
  return [...areas]
    .sort(([a], [b]) => a - b)
    .flatMap(([area, settings]) => rest(settings).map((words) => `area ${area} ${words}`));
}
