/** track: objects that follow an operation of ip sla or a line protocol, and what is said when they change. */
import { Mode } from '../../cli/mode.ts';
import type { TrackedObject, TrackSubject } from '../../router/routing/reachability.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds } from '../interface/interface-kinds.ts';
import { configureMode, execMode } from '../modes.ts';

interface TrackContext {
  readonly device: IosDevice;
  readonly object: TrackedObject;
}

export const trackMode = new Mode<TrackContext>({
  name: 'track',
  prompt: '(config-track)#',
  title: 'Tracking instance configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
});

export function declareTrack(): void {
  configureMode
    .words({
      track: 'Object tracking configuration commands',
      'track number': 'Tracked object',
      'number ip': 'IP protocol',
      'number ip sla': 'IP Service Level Agreement',
      'number rtr': 'Response Time Reporter (RTR) entry',
      'sla operation': 'Entry number',
      'rtr operation': 'Entry number',
      reachability: 'Reachability',
      state: 'Return code state',
      'number interface': 'Select an interface to track',
      'line-protocol': 'Track interface line-protocol',
    })
    // 12.4 called it a response time reporter.
    .add(
      'track <1-1000>:number ( ip sla <1-2147483647>:operation | rtr <1-2147483647>:operation ) [{reachability|state}:what]',
      {
        section: 'track',
        run: (device, { number, operation = 0, what = 'state' }, exec) => {
          const object = objectOf(device, number, { kind: 'sla', operation, what });
          exec.enter(trackMode, { device, object });
        },
        no: remove,
        show: (device) =>
          [...device.router.reachability.objects.values()].map((object) => ({
            line: `track ${object.number} ${subjectText(device, object.subject)}`,
            body: delayLine(object),
          })),
      },
    );
  declareOthers();
  declareDelay();
  execMode
    .words({ 'show track': 'Tracking information', 'track number': 'Tracked object' })
    .add('show track [<1-1000>:number]', {
      run: (device, { number }, exec) => {
        for (const object of device.router.reachability.objects.values()) {
          if ((number ?? object.number) === object.number) exec.print(...objectLines(device, object));
        }
      },
    });
}

function declareOthers(): void {
  configureMode
    .add('track <1-1000>:number interface INTERFACE:name line-protocol', {
      run: (device, { number, name }, exec) => {
        const object = objectOf(device, number, { kind: 'line-protocol', interface: name });
        exec.enter(trackMode, { device, object });
      },
      no: remove,
    })
    .add('track <1-1000>:number', {
      run: (device, { number }, exec) => {
        const object = device.router.reachability.objects.get(number);
        if (object) exec.enter(trackMode, { device, object });
      },
      no: remove,
    });
}

function declareDelay(): void {
  trackMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from tracking configuration mode',
      delay: 'Tracking delay',
      'delay up': 'Delay up change notification',
      'delay down': 'Delay down change notification',
      up: 'Delay (seconds)',
      down: 'Delay (seconds)',
    })
    .add('delay *[up <0-180>:up] *[down <0-180>:down]', {
      run: ({ object }, { up, down }) => {
        object.delay = { up: up ?? object.delay.up, down: down ?? object.delay.down };
      },
      no: ({ object }) => {
        object.delay = { up: 0, down: 0 };
      },
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function objectOf({ router, clock }: IosDevice, number: number, subject: TrackSubject): TrackedObject {
  const { reachability } = router;
  const known = reachability.objects.get(number);
  const object = known ?? {
    number,
    subject,
    isUp: false,
    delay: { up: 0, down: 0 },
    changes: 0,
    changedAt: clock.now(),
  };
  object.subject = subject;
  reachability.objects.set(number, object);
  reachability.refresh();
  return object;
}

function remove({ router }: IosDevice, { number }: { number: number }): void {
  router.reachability.removeObject(number);
}

function subjectText({ flavour }: IosDevice, subject: TrackSubject): string {
  if (subject.kind === 'line-protocol') return `interface ${subject.interface} line-protocol`;
  const words = flavour.train === '12.2' || flavour.train === '12.4' ? 'rtr' : 'ip sla';
  // The state of an operation is what is meant when nothing is said.
  return `${words} ${subject.operation}${subject.what === 'reachability' ? ' reachability' : ''}`;
}

function delayLine({ delay: { up, down } }: TrackedObject): string[] {
  if (up === 0 && down === 0) return [];
  return [`delay${up === 0 ? '' : ` up ${up}`}${down === 0 ? '' : ` down ${down}`}`];
}

function objectLines(device: IosDevice, object: TrackedObject): string[] {
  const { subject, isUp, changes, changedAt } = object;
  return [
    `Track ${object.number}`,
    `  ${headingOf(device, subject)}`,
    `  ${stateWord(subject)} is ${isUp ? 'Up' : 'Down'}`,
    `    ${changes} change${changes === 1 ? '' : 's'}, last change ${ageOf(device.clock.now() - changedAt)}`,
    ...delayed(object),
    ...(subject.kind === 'sla' ? operationLines(device, subject.operation) : []),
    ...userLines(device, object),
  ];
}

function delayed({ delay: { up, down } }: TrackedObject): string[] {
  const words = [...(up === 0 ? [] : [`up ${up} secs`]), ...(down === 0 ? [] : [`down ${down} secs`])];
  return words.length > 0 ? [`  Delay ${words.join(', ')}`] : [];
}

/** Of the users that IOS has there are static routes here. 12.4 writes their process in capitals (from memory). */
function userLines({ router, flavour: { train } }: IosDevice, { number }: TrackedObject): string[] {
  const tables = [router.routes, ...[...router.vrfs.values()].map(({ routes }) => routes)];
  if (!tables.some(({ statics }) => statics.some(({ track }) => track === number))) return [];
  return ['  Tracked by:', `    ${train === '12.2' || train === '12.4' ? 'STATIC-IP-ROUTING' : 'Static IP Routing'} 0`];
}

function headingOf({ flavour: { train } }: IosDevice, subject: TrackSubject): string {
  if (subject.kind === 'line-protocol') return `Interface ${subject.interface} line-protocol`;
  const name = train === '12.2' || train === '12.4' ? 'Response Time Reporter' : 'IP SLA';
  return `${name} ${subject.operation} ${subject.what}`;
}

function stateWord(subject: TrackSubject): string {
  if (subject.kind === 'line-protocol') return 'Line protocol';
  return subject.what === 'reachability' ? 'Reachability' : 'State';
}

function operationLines({ router }: IosDevice, number: number): string[] {
  const last = router.reachability.operations.get(number)?.last;
  if (!last) return ['  Latest operation return code: Unknown'];
  if (!last.isOk) return ['  Latest operation return code: Timeout'];
  const time = Math.max(1, Math.round(last.milliseconds));
  return ['  Latest operation return code: OK', `  Latest RTT (millisecs) ${time}`];
}

/** %TRACKING-5-STATE: 1 rtr 1 reachability Up->Down, as consoles of 12.4 have it. */
export function logTracks(device: IosDevice): void {
  device.router.reachability.changed.on(({ number, subject, isUp }) => {
    const [from, to] = isUp ? ['Down', 'Up'] : ['Up', 'Down'];
    const text = `${number} ${subjectText(device, subject)} ${from}->${to}`;
    device.log.report({ facility: 'TRACKING', severity: 5, mnemonic: 'STATE', text });
  });
}
