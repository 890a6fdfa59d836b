/** description: a line of text that says what an interface is for. */
import { interfaceMode } from '../modes.ts';

/** "Up to 240 characters describing this interface" (help of 12.4). */
const longest = 240;

export function declareInterfaceDescription(): void {
  interfaceMode
    .words({
      description: 'Interface specific description',
      text: `Up to ${longest} characters describing this interface`,
    })
    .add('description ![LINE:text]', {
      section: 'description',
      run: ({ one }, { text }) => {
        one.description = text.slice(0, longest);
      },
      no: ({ one }) => {
        one.description = '';
      },
      show: ({ one }) => (one.description === '' ? [] : [`description ${one.description}`]),
    });
}
