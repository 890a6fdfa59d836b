/** encapsulation: the VLAN of a subinterface, and the framing of a serial line, of which there is one. */
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { isSubinterface } from './interface-kinds.ts';
import { interfaceMode } from '../modes.ts';

export function declareEncapsulation(): void {
  interfaceMode
    .words({
      encapsulation: 'Set encapsulation type for an interface',
      'encapsulation dot1Q': 'IEEE 802.1Q Virtual LAN',
      'dot1Q id': 'IEEE 802.1Q VLAN ID',
      native: 'Make this as native vlan',
      'encapsulation hdlc': 'Serial HDLC synchronous',
    })
    // What every serial port has anyway, and no configuration shows.
    .add('encapsulation hdlc', {
      when: ({ one }) => one.carrier.kind === 'serial',
      run: () => undefined,
      no: () => undefined,
    })
    .add('encapsulation dot1Q ![<1-4094>:id [native:native]]', {
      section: 'encapsulation',
      when: ({ one }) => isSubinterface(one.name),
      run: ({ device, one }, { id, native }) => {
        const rival = rivalOf({ device, one }, id);
        if (rival !== undefined) {
          throw Refusal.because(
            `%Configuration of multiple subinterfaces of the same main\ninterface with the same VID (${id}) is not permitted.\nThis VID is already configured on ${rival}.`,
          );
        }
        device.router.setVlan(one, { id, isNative: native !== undefined });
      },
      no: ({ device, one }) => {
        device.router.setAddress(one, undefined);
        device.router.setVlan(one, undefined);
      },
      show: ({ one: { vlan } }) => (vlan ? [`encapsulation dot1Q ${vlan.id}${vlan.isNative ? ' native' : ''}`] : []),
    });
}

function rivalOf({ device, one }: InterfaceContext, id: number): string | undefined {
  const others = [...device.router.interfaces.values()].filter((other) => other !== one && other.parent === one.parent);
  return others.find(({ vlan }) => vlan?.id === id)?.name;
}
