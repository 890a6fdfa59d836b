/** ip access-group: the access lists of an interface, one for each direction. */
import { interfaceMode } from '../modes.ts';

export function declareAccessGroup(): void {
  interfaceMode
    .words({
      'ip access-group': 'Specify access control for packets',
      'access-group name': 'Access-list name or number',
      'access-group name in': 'inbound packets',
      'access-group name out': 'outbound packets',
    })
    .add('ip access-group ![WORD:name] {in|out}:way', {
      section: 'ip access-group',
      run: ({ one }, { name, way }) => {
        one.accessGroup[way] = name;
      },
      no: ({ one }, { way }) => {
        one.accessGroup[way] = undefined;
      },
      show: ({ one: { accessGroup } }) =>
        (['in', 'out'] as const).flatMap((way) => {
          const name = accessGroup[way];
          return name === undefined ? [] : [`ip access-group ${name} ${way}`];
        }),
    });
}
