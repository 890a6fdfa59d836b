/** ip unnumbered: a tunnel that uses the address of another interface. */
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';

export function declareIpUnnumbered(): void {
  interfaceMode
    .words({ 'ip unnumbered': 'Enable IP processing without an explicit address' })
    .add('ip unnumbered ![INTERFACE:name]', {
      run: borrow,
      no: ({ device, one }) => {
        one.lender = undefined;
        device.router.converge();
      },
    });
}

/** Its line is the one of `ip address`. */
function borrow({ device, one }: InterfaceContext, { name }: { name: string }): void {
  if (one.carrier.kind !== 'tunnel' && one.carrier.kind !== 'serial') {
    throw Refusal.because('Point-to-point (non-multi-access) interfaces only');
  }
  const lender = device.router.interfaces.get(name);
  if (!lender) throw Refusal.invalid('name');
  if (lender === one) throw Refusal.because('Cannot use itself as an unnumbered interface');
  one.isNegotiated = false;
  device.router.setAddress(one, undefined);
  one.lender = lender;
  device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
  device.router.converge();
}
