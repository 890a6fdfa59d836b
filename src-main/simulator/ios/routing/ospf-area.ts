/** area N …, of router ospf: what holds for an area. */
import { formatIpv4, networkOf } from '../../../base/address.ts';
import { omit } from '../../../base/omit.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { OspfAreaSettings, OspfRange } from '../../routing/ospf/configuration.ts';
import type { IosDevice } from '../device.ts';
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
  declareStub();
  declareRanges();
}

function declareStub(): void {
  routerOspfMode
    .words({
      'area stub': 'Specify a stub area',
      'stub no-summary': 'Do not send summary LSA into stub area',
      'area default-cost': 'Set the summary default-cost of a NSSA/stub area',
      'default-cost cost': "Stub's advertised external route metric",
    })
    .add('area WORD:area stub [no-summary:isTotal]', {
      section,
      run: (context, { area, isTotal }) => {
        if (areaNumber(area) === 0) throw Refusal.because('% OSPF: Backbone can not be configured as stub area');
        change(context, area, { stub: { hasSummaries: isTotal === undefined } });
      },
      no: (context, { area, isTotal }) =>
        isTotal === undefined ? drop(context, area, 'stub') : change(context, area, { stub: { hasSummaries: true } }),
      show: (context) =>
        linesOf(context, ({ stub }) => (stub ? [`stub${stub.hasSummaries ? '' : ' no-summary'}`] : [])),
    })
    .add('area WORD:area default-cost ![<0-16777215>:cost]', {
      section,
      run: (context, { area, cost }) => change(context, area, { defaultCost: cost }),
      no: (context, { area }) => drop(context, area, 'defaultCost'),
      show: (context) =>
        linesOf(context, ({ defaultCost }) => (defaultCost === undefined ? [] : [`default-cost ${defaultCost}`])),
    });
}

function declareRanges(): void {
  routerOspfMode
    .words({
      'area range': 'Summarize routes matching address/mask (border routers only)',
      'range address': 'IP address to match',
      'address mask': 'IP mask for address',
      advertise: 'Advertise this range (default)',
      'not-advertise': 'DoNotAdvertise this range',
      cost: 'User specified metric for this range',
      'cost cost': 'Advertised metric for this range',
    })
    .add('area WORD:area range A.B.C.D:address MASK:mask *[{advertise|not-advertise}:told] *[cost <0-16777215>:cost]', {
      section,
      run: (context, { area, address, mask, told, cost }) => {
        const range = { network: networkOf(address, mask), mask, isTold: told !== 'not-advertise', cost };
        change(context, area, { ranges: [...without(context, area, range), range] });
      },
      no: (context, { area, address, mask }) =>
        change(context, area, { ranges: without(context, area, { network: networkOf(address, mask), mask }) }),
      show: (context) => linesOf(context, ({ ranges = [] }) => ranges.map(rangeText)),
    });
}

function without(
  { configuration: { areas } }: OspfContext,
  text: string,
  { network, mask }: Pick<OspfRange, 'network' | 'mask'>,
): OspfRange[] {
  const { ranges = [] } = areas.get(areaNumber(text)) ?? {};
  return ranges.filter((one) => one.network !== network || one.mask !== mask);
}

function rangeText({ network, mask, isTold, cost }: OspfRange): string {
  const price = cost === undefined ? '' : ` cost ${cost}`;
  return `range ${formatIpv4(network)} ${formatIpv4(mask)}${isTold ? '' : ' not-advertise'}${price}`;
}

function change(
  { device, configuration: { areas, processId } }: OspfContext,
  text: string,
  settings: OspfAreaSettings,
): void {
  const area = areaNumber(text);
  areas.set(area, { ...areas.get(area), ...settings });
  follow(device, processId);
}

function drop(
  { device, configuration: { areas, processId } }: OspfContext,
  text: string,
  what: keyof OspfAreaSettings,
): void {
  const area = areaNumber(text);
  areas.set(area, omit(areas.get(area) ?? {}, what));
  follow(device, processId);
}

function follow({ router }: IosDevice, processId: number): void {
  router.converge();
  router.routing.ospf.get(processId)?.protocol.areasChanged();
}

function linesOf({ configuration: { areas } }: OspfContext, rest: (settings: OspfAreaSettings) => string[]): string[] {
  return [...areas]
    .sort(([a], [b]) => a - b)
    .flatMap(([area, settings]) => rest(settings).map((words) => `area ${area} ${words}`));
}
