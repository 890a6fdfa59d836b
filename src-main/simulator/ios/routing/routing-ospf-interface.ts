/** ip ospf …: what an interface says of OSPF for itself. */
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { set, settingsOf, unset } from './ospf-interface-settings.ts';
import { areaNumber } from './ospf-mode.ts';

export function declareOspfInterface(): void {
  interfaceMode.words({
    'ip ospf': 'OSPF interface commands',
    'ip ospf cost': 'Interface cost',
    'ip ospf cost cost': 'Cost',
    'ip ospf hello-interval': 'Time between HELLO packets',
    'ip ospf dead-interval': 'Interval after which a neighbor is declared dead',
    'ip ospf priority': 'Router priority',
    'ip ospf priority priority': 'Priority',
    'ip ospf network': 'Network type',
    'ip ospf mtu-ignore': 'Ignores the MTU in DBD packets',
    seconds: 'Seconds',
    'ip ospf processId': 'Process ID',
    'processId area': 'Set the OSPF area ID',
    'area area': 'OSPF area ID as a decimal value or in IP address format',
    'network broadcast': 'Specify OSPF broadcast multi-access network',
    'network point-to-multipoint': 'Specify OSPF point-to-multipoint network',
    'network point-to-point': 'Specify OSPF point-to-point network',
  });
  declareNumbers();
  declareKinds();
}

function declareNumbers(): void {
  interfaceMode
    .add('ip ospf cost ![<1-65535>:cost]', {
      section: 'ip ospf',
      run: (context, { cost }) => set(context, { cost }),
      no: (context) => unset(context, 'cost'),
      show: (context) => numberLine(context, 'cost', 'cost'),
    })
    .add('ip ospf hello-interval ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { seconds }) => set(context, { helloInterval: seconds }),
      no: (context) => unset(context, 'helloInterval'),
      show: (context) => numberLine(context, 'hello-interval', 'helloInterval'),
    })
    .add('ip ospf dead-interval ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { seconds }) => set(context, { deadInterval: seconds }),
      no: (context) => unset(context, 'deadInterval'),
      show: (context) => numberLine(context, 'dead-interval', 'deadInterval'),
    })
    .add('ip ospf priority ![<0-255>:priority]', {
      section: 'ip ospf',
      run: (context, { priority }) => set(context, { priority }),
      no: (context) => unset(context, 'priority'),
      show: (context) => numberLine(context, 'priority', 'priority'),
    });
}

function declareKinds(): void {
  interfaceMode
    .add('ip ospf network ![{broadcast|point-to-multipoint|point-to-point}:type]', {
      section: 'ip ospf',
      run: (context, { type }) => set(context, { networkType: type }),
      no: (context) => unset(context, 'networkType'),
      show: (context) =>
        settingsOf(context).networkType ? [`ip ospf network ${settingsOf(context).networkType}`] : [],
    })
    .add('ip ospf network non-broadcast', { hidden: true, run: refuseNeighbours, no: () => undefined })
    .add('ip ospf network point-to-multipoint non-broadcast', {
      hidden: true,
      run: refuseNeighbours,
      no: (context) => unset(context, 'networkType'),
    })
    .add('ip ospf mtu-ignore', {
      section: 'ip ospf',
      run: (context) => set(context, { isMtuIgnored: true }),
      no: (context) => unset(context, 'isMtuIgnored'),
      show: (context) => (settingsOf(context).isMtuIgnored ? ['ip ospf mtu-ignore'] : []),
    })
    .add('ip ospf <1-65535>:processId area WORD:area', {
      section: 'ip ospf',
      run: (context, { processId, area }) => {
        context.device.router.routing.ospfProcess(processId);
        set(context, { area: { processId, area: areaNumber(area) } });
      },
      no: (context) => unset(context, 'area'),
      show: (context) => {
        const { area } = settingsOf(context);
        return area ? [`ip ospf ${area.processId} area ${area.area}`] : [];
      },
    });
}

function refuseNeighbours(): never {
  throw Refusal.notSimulated(
    "OSPF with neighbors that are named ('non-broadcast') is not simulated: they are found by hellos",
  );
}

function numberLine(
  context: InterfaceContext,
  word: string,
  what: 'cost' | 'helloInterval' | 'deadInterval' | 'priority',
): string[] {
  const value = settingsOf(context)[what];
  return value === undefined ? [] : [`ip ospf ${word} ${value}`];
}
