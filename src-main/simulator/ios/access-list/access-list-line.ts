/**
 * access-class on lines: who may come in by them. It is kept and written, and says so; those who come to a simulated
 * router come from outside of its network, with no address in it that a list could be asked about.
 */
import { sayKept } from '../crypto/crypto-kept.ts';
import type { LineContext } from '../device.ts';
import { lineMode } from '../modes.ts';

type Way = 'in' | 'out';

export function declareAccessClass(): void {
  lineMode
    .words({
      'access-class': 'Filter connections based on an IP access list',
      'access-class name': 'IP access list',
      'access-class in': 'Filter incoming connections',
      'access-class out': 'Filter outgoing connections',
      'vrf-also': 'Same access list is applied for all VRFs',
    })
    .add('access-class ![WORD:name] {in|out}:way [vrf-also:also]', {
      section: 'access-class',
      run: (context, { name, way, also }, exec) => {
        sayKept(context.device, exec, 'access-class', 'who comes to a line here has no address, and is let in');
        set(context, way, `access-class ${name} ${way}${also === undefined ? '' : ' vrf-also'}`);
      },
      no: (context, { way }) => set(context, way, undefined),
      show: ({ lines: [first] }) => (['in', 'out'] as const).flatMap((way) => first?.accessClass[way] ?? []),
    });
}

function set({ lines }: LineContext, way: Way, line: string | undefined): void {
  for (const { accessClass } of lines) accessClass[way] = line;
}
