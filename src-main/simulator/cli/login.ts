/** Letting somebody in: user name and password, or a password alone, three times at most. */
import type { Dialect } from './dialect.ts';
import type { Admission, Login } from './terminal-line.ts';

/** What the login does with the terminal. */
interface Counter {
  write(text: string): void;
  ask(question: string, isEchoed: boolean): Promise<string>;
}

/** Undefined when nobody got in. */
export async function admit(login: Login, { login: words }: Dialect, counter: Counter): Promise<Admission | undefined> {
  if (login.kind === 'open') return login.admission;
  if (login.kind === 'closed') {
    counter.write(`\n\n${login.reason}\n`);
    return undefined;
  }
  counter.write(words.heading);
  for (let attempt = 0; attempt < words.attempts; attempt++) {
    const user = login.kind === 'user' ? await counter.ask(words.username, true) : '';
    const password = await counter.ask(words.password, false);
    const admission = login.kind === 'user' ? login.accepts(user, password) : login.accepts(password);
    if (admission) return admission;
    if (login.kind === 'user') counter.write(words.wrongUser);
  }
  if (login.kind === 'password') counter.write(words.wrongPasswords);
  return undefined;
}
