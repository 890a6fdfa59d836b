/** duplex and speed of an Ethernet port. Both ends of a simulated cable always agree, so nothing depends on them. */
import { splitInterfaceName } from '../../router/interface.ts';
import type { InterfaceContext } from '../device.ts';
import { isSubinterface } from './interface-kinds.ts';
import { interfaceMode } from '../modes.ts';

export function declareInterfaceMedium(): void {
  interfaceMode
    .words({
      duplex: 'Configure duplex operation.',
      auto: 'Enable AUTO duplex configuration',
      full: 'Force full duplex operation',
      half: 'Force half-duplex operation',
      speed: 'Configure speed operation.',
      'speed auto': 'Enable AUTO speed configuration',
      '10': 'Force 10 Mbps operation',
      '100': 'Force 100 Mbps operation',
      '1000': 'Force 1000 Mbps operation',
    })
    .add('duplex ![{auto|full|half}:duplex]', {
      section: 'duplex',
      when: isChoosable,
      run: ({ device, one }, { duplex }) => {
        device.notesOf(one).duplex = duplex;
      },
      no: ({ device, one }) => {
        device.notesOf(one).duplex = 'auto';
      },
      show: (context) => linesOf(context, 'duplex'),
    })
    .add('speed ![{10|100|auto}:speed]', {
      when: (context) => isChoosable(context) && !isGigabit(context),
      section: 'speed',
      run: ({ device, one }, { speed }) => {
        device.notesOf(one).speed = speed;
      },
      no: resetSpeed,
      show: (context) => linesOf(context, 'speed'),
    })
    .add('speed ![{10|100|1000|auto}:speed]', {
      when: isGigabit,
      run: ({ device, one }, { speed }) => {
        device.notesOf(one).speed = speed;
      },
      no: resetSpeed,
    });
}

/** The 10 Mb/s ports of old have no choice. */
function isChoosable({ one }: InterfaceContext): boolean {
  return !isSubinterface(one.name) && ['FastEthernet', 'GigabitEthernet'].includes(splitInterfaceName(one.name).type);
}

/** The virtual ports of IOS XE negotiate, and write only what they were told to do otherwise. */
function linesOf(context: InterfaceContext, what: 'duplex' | 'speed'): string[] {
  const chosen = context.device.notesOf(context.one)[what];
  const isUnsaid = chosen === 'auto' && context.device.flavour.isXe;
  return isChoosable(context) && !isUnsaid ? [`${what} ${chosen}`] : [];
}

function isGigabit({ one }: InterfaceContext): boolean {
  return !isSubinterface(one.name) && splitInterfaceName(one.name).type === 'GigabitEthernet';
}

function resetSpeed({ device, one }: InterfaceContext): void {
  device.notesOf(one).speed = 'auto';
}
