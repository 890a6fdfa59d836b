/** ip sla: operations that send an echo request now and then. Of the kinds of operation ICMP echo alone is simulated. */
import { formatIpv4 } from '../../../base/address.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { SlaOperation } from '../../router/routing/reachability.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds } from '../interface/interface-kinds.ts';
import { configureMode, execMode } from '../modes.ts';
import { textOfTime } from '../system/clock-commands.ts';

interface SlaContext {
  readonly device: IosDevice;
  readonly operation: SlaOperation;
}

const kindMode = new Mode<SlaContext>({
  name: 'ip sla',
  prompt: '(config-ip-sla)#',
  title: 'IP SLAs entry configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
});
const echoMode = new Mode<SlaContext>({
  name: 'ip sla echo',
  prompt: '(config-ip-sla-echo)#',
  title: 'IP SLAs Icmp Echo Configuration Commands:',
  privilege: 15,
  parent: configureMode,
});

export const slaModes = [kindMode, echoMode];

const defaults = { frequency: 60, timeout: 5000, threshold: 5000 } as const;

export function declareIpSla(): void {
  configureMode
    .words({
      'ip sla': 'IP Service Level Agreement',
      'sla number': 'Entry Number',
      'sla schedule': 'IP SLAs Entry Scheduling',
      'schedule number': 'Entry number',
      'number life': 'Length of time to execute in seconds',
      'life forever': 'continue running forever',
      'life seconds': 'Life seconds',
      'start-time': 'When to start this entry',
      'start-time now': 'Start now',
    })
    .add('ip sla <1-2147483647>:number', {
      section: 'ip sla',
      run: (device, { number }, exec) => {
        const { reachability } = device.router;
        const known = reachability.operations.get(number);
        if (known?.schedule !== undefined) throw Refusal.because('Entry already running and cannot be modified\n\t(only can delete (no) and start over)\n\t(check to see if the probe has finished exiting)'); // prettier-ignore
        const operation = known ?? newOperation(number);
        reachability.operations.set(number, operation);
        exec.enter(kindMode, { device, operation });
      },
      no: ({ router }, { number }) => router.reachability.removeOperation(number),
      show: ({ router }) => [...router.reachability.operations.values()].flatMap(operationLines),
    })
    .add(
      'ip sla schedule <1-2147483647>:number *[life ( forever:forever | <0-2147483647>:seconds )] *[start-time now:now]',
      {
        run: ({ router: { reachability } }, { number, forever, seconds, now }) => {
          const operation = reachability.operations.get(number);
          if (operation?.destination === undefined) throw Refusal.because('%Entry not configured');
          const life = forever === undefined ? (seconds === undefined ? '' : ` life ${seconds}`) : ' life forever';
          operation.schedule = `${life}${now === undefined ? '' : ' start-time now'}`;
          if (now !== undefined) reachability.start(operation);
        },
        no: ({ router: { reachability } }, { number }) => {
          reachability.stop(number);
          const operation = reachability.operations.get(number);
          if (operation) operation.schedule = undefined;
        },
      },
    );
  declareEcho();
  declareEchoSettings();
  declareShow();
}

function newOperation(number: number): SlaOperation {
  return {
    number,
    destination: undefined,
    source: undefined,
    vrf: undefined,
    ...defaults,
    tag: '',
    schedule: undefined,
    last: undefined,
    successes: 0,
    failures: 0,
  };
}

function declareEcho(): void {
  kindMode
    .words({
      'icmp-echo': 'ICMP Echo Operation',
      'icmp-echo address': 'Destination IP address',
      'address source-ip': 'Source Address',
      'source-ip source': 'IP address',
      'address source-interface': 'Source Interface (ingress icmp packet interface)',
      exit: 'Exit Operation Configuration',
    })
    .add('icmp-echo A.B.C.D:address [( source-ip A.B.C.D:source | source-interface INTERFACE:interface )]', {
      run: ({ device, operation }, { address, ...from }, exec) => {
        operation.destination = address;
        if (from.source !== undefined) operation.source = { address: from.source };
        else if (from.interface !== undefined) operation.source = { interface: from.interface };
        exec.enter(echoMode, { device, operation });
      },
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function set({ operation }: SlaContext, values: Partial<SlaOperation>): void {
  Object.assign(operation, values);
}

function declareEchoSettings(): void {
  echoMode
    .words({
      no: 'Negate a command or set its defaults',
      frequency: 'Frequency of an operation',
      'frequency seconds': 'Frequency in seconds (default 60)',
      timeout: 'Timeout of an operation',
      'timeout milliseconds': 'Timeout in milliseconds',
      threshold: 'Operation threshold in milliseconds',
      'threshold milliseconds': 'Threshold value in milliseconds',
      tag: 'User defined tag',
      'tag text': 'Tag string',
      vrf: 'Configure IP SLAs for a VPN Routing/Forwarding instance',
      'vrf name': 'VRF Name',
      exit: 'Exit operation configuration',
    })
    .add('frequency ![<1-604800>:seconds]', {
      run: (context, { seconds }) => set(context, { frequency: seconds }),
      no: (context) => set(context, { frequency: defaults.frequency }),
    })
    .add('timeout ![<0-604800000>:milliseconds]', {
      run: (context, { milliseconds }) => set(context, { timeout: milliseconds }),
      no: (context) => set(context, { timeout: defaults.timeout }),
    })
    .add('threshold ![<0-60000>:milliseconds]', {
      run: (context, { milliseconds }) => set(context, { threshold: milliseconds }),
      no: (context) => set(context, { threshold: defaults.threshold }),
    })
    .add('tag ![LINE:text]', {
      run: (context, { text }) => set(context, { tag: text }),
      no: (context) => set(context, { tag: '' }),
    })
    .add('vrf ![WORD:name]', {
      run: (context, { name }) => set(context, { vrf: name }),
      no: (context) => set(context, { vrf: undefined }),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** As 12.4 writes it: the operation, what differs from its defaults below it, and its schedule. */
function operationLines(operation: SlaOperation): ConfigurationLine[] {
  const { number, destination, source, frequency, timeout, threshold, tag, vrf, schedule } = operation;
  const from = source === undefined ? '' : 'interface' in source ? ` source-interface ${source.interface}` : ` source-ip ${formatIpv4(source.address)}`; // prettier-ignore
  const body = [
    ...(destination === undefined ? [] : [`icmp-echo ${formatIpv4(destination)}${from}`]),
    ...(vrf === undefined ? [] : [`vrf ${vrf}`]),
    ...(timeout === defaults.timeout ? [] : [`timeout ${timeout}`]),
    ...(threshold === defaults.threshold ? [] : [`threshold ${threshold}`]),
    ...(tag === '' ? [] : [`tag ${tag}`]),
    ...(frequency === defaults.frequency ? [] : [`frequency ${frequency}`]),
  ];
  return [
    { line: `ip sla ${number}`, body },
    ...(schedule === undefined ? [] : [`ip sla schedule ${number}${schedule}`]),
  ];
}

function declareShow(): void {
  execMode
    .words({
      'show ip sla': 'IP Service Level Agreement (IP SLA)',
      'show ip sla statistics': 'IP SLAs Statistics',
      'statistics number': 'Entry Number',
    })
    .add('show ip sla statistics [<1-2147483647>:number]', {
      run: (device, { number }, exec) => {
        const { operations } = device.router.reachability;
        const meant = [...operations.values()].filter((one) => (number ?? one.number) === one.number);
        const heading = isOld(device) ? [] : ['IPSLAs Latest Operation Statistics', ''];
        exec.print('', ...heading, ...meant.flatMap((one) => statisticsLines(device, one)));
      },
    });
}

/** 12.4 speaks of a round trip, and tells the time by milliseconds (gh id:62886008653; from 15 on gh id:1430322072). */
const isOld = ({ flavour: { train } }: IosDevice): boolean => train === '12.2' || train === '12.4';

function statisticsLines(device: IosDevice, operation: SlaOperation): string[] {
  const { number, last, successes, failures, schedule } = operation;
  const code = last === undefined ? 'Unknown' : last.isOk ? 'OK' : 'Timeout';
  const time = last?.isOk ? `${Math.max(1, Math.round(last.milliseconds))} milliseconds` : 'NoConnection/Busy/Timeout';
  return [
    isOld(device) ? `Round Trip Time (RTT) for       Index ${number}` : `IPSLA operation id: ${number}`,
    `        Latest RTT: ${time}`,
    ...(last ? [`Latest operation start time: ${startText(device, last.at)}`] : []),
    `Latest operation return code: ${code}`,
    `Number of successes: ${successes}`,
    `Number of failures: ${failures}`,
    `Operation time to live: ${schedule?.includes('forever') ? 'Forever' : '0'}`,
    '',
  ];
}

function startText(device: IosDevice, at: number): string {
  const { uptime, clock, settings } = device;
  const time = uptime - (clock.now() - at) + (settings.clockAhead ?? 0);
  const star = settings.clockAhead === undefined && isOld(device) ? '*' : '';
  return `${star}${textOfTime(time, isOld(device))}`;
}
