/** shutdown: what was made is down at once, a port when the router has started. */
import { setOrNot } from '../../cli/configuration.ts';
import type { InterfaceContext } from '../device.ts';
import { isMade } from './interface-kinds.ts';
import { interfaceMode } from '../modes.ts';

export function declareInterfaceShutdown(): void {
  interfaceMode.words({ shutdown: 'Shutdown the selected interface' }).add('shutdown', {
    section: 'shutdown',
    run: (context) => setShutdown(context, true),
    no: (context) => setShutdown(context, false),
    show: ({ one }, isAll) => setOrNot('shutdown', one.isShutdown, isAll),
  });
}

function setShutdown({ device, one }: InterfaceContext, isShutdown: boolean): void {
  if (isMade(one.name)) device.router.setShutdown(one, isShutdown);
  else device.setShutdown(one, isShutdown);
}
