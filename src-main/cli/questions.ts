/** Questions of the engine, answered at the terminal or from the environment, which is where scripts keep secrets. */
import type { Answer, Laboratory, Question, Stop } from '../engine/engine.ts';
import { printable } from './complaint.ts';
import type { Host } from './host.ts';

/** Never an argument: everybody on the machine can read the arguments of a program. */
export const passwordVariable = 'QUICKMODE_PASSWORD';
export const passphraseVariable = 'QUICKMODE_PASSPHRASE';

export interface Trust {
  /** SSH host keys and certificates that were never seen are trusted without asking. Changed ones never are. */
  trustNew?: true;
}

/** Answers until it is stopped. */
export function answerQuestions(host: Host, laboratory: Laboratory, trust: Trust = {}): Stop {
  const answers = new Answers(host, trust);
  // One after the other: there is one terminal.
  let turn = Promise.resolve();
  return laboratory.onQuestion((event) => {
    if (event.kind !== 'question') return;
    turn = turn.then(async () => {
      const answer = await answers.to(event.question);
      // Whoever asked may have given up meanwhile.
      await laboratory.answer(event.id, answer).catch(() => undefined);
    });
  });
}

class Answers {
  /** What the environment has said already, and was no good. */
  readonly #tried = new Set<string>();

  constructor(
    private readonly host: Host,
    private readonly trust: Trust,
  ) {}

  to(question: Question): Promise<Answer> {
    switch (question.kind) {
      case 'passphrase':
        return this.#passphrase(question);
      case 'host-key':
      case 'certificate':
        return this.#trusts(question);
      case 'server-login':
        return this.#login(question.name, question.username, question.message);
      case 'device-login':
        return question.wants === 'login'
          ? this.#login(question.who, question.username, question.message)
          : this.#enable(question.who, question.message);
    }
  }

  async #passphrase({ isNew, message }: Question & { kind: 'passphrase' }): Promise<Answer> {
    const given = this.#once(passphraseVariable, 'passphrase');
    const why = message === undefined ? '' : `${message}\n`;
    const words = why + (isNew ? 'A new passphrase for the passwords that are kept: ' : 'Passphrase: ');
    const passphrase =
      given ??
      (await this.#ask(
        words,
        `There is no terminal to ask for the passphrase at: give it in ${passphraseVariable}.`,
        true,
      ));
    return passphrase ? { kind: 'passphrase', passphrase } : refuse;
  }

  async #trusts(question: Question & { kind: 'host-key' | 'certificate' }): Promise<Answer> {
    const isChanged = question.kind === 'host-key' && question.known !== undefined;
    const what =
      question.kind === 'host-key'
        ? `${question.place} shows the host key ${question.algorithm} ${question.fingerprint}`
        : `${question.message}\nIts certificate: ${question.fingerprint}`;
    const before = isChanged ? `. It is another than the one that was trusted: ${question.known}` : '';
    if (this.trust.trustNew && !isChanged) {
      this.host.err(`${printable(what)}. It is trusted from now on.\n`);
      return { kind: 'trust', trust: 'always' };
    }
    const mend = isChanged ? '' : 'Where no terminal is asked, --trust-new trusts it.';
    const answer = await this.#ask(`${what}${before}.\nIs it the right one? (yes/no) `, mend);
    return /^y(es)?$/i.test(answer?.trim() ?? '') ? { kind: 'trust', trust: 'always' } : refuse;
  }

  async #login(who: string, known: string | undefined, message: string): Promise<Answer> {
    const given = known === undefined ? undefined : this.#once(passwordVariable, who);
    if (given !== undefined) return { kind: 'login', username: known, password: given, remember: 'memory' };
    const asked = `${message}\nUser name on ${who}${known === undefined ? '' : ` (${known})`}: `;
    const name = await this.#ask(asked, `${passwordVariable} gives the password where no terminal does.`);
    if (name === undefined) return refuse;
    const password = await this.host.ask(`Password on ${who}: `, true);
    return password === undefined ? refuse : { kind: 'login', username: name || known, password, remember: 'memory' };
  }

  async #enable(who: string, message: string): Promise<Answer> {
    const mend = 'Where no terminal is asked, the inventory gives the enable password.';
    const enablePassword = await this.#ask(`${message}\nEnable password on ${who}: `, mend, true);
    return enablePassword === undefined ? refuse : { kind: 'login', enablePassword, remember: 'memory' };
  }

  /** @param mend what helps where there is no terminal to ask at */
  async #ask(question: string, mend: string, isSecret = false): Promise<string | undefined> {
    const answer = await this.host.ask(question, isSecret);
    if (answer === undefined && mend !== '') this.host.err(`${mend}\n`);
    return answer;
  }

  #once(variable: string, about: string): string | undefined {
    const key = `${variable} ${about}`;
    if (this.#tried.has(key)) return undefined;
    this.#tried.add(key);
    return this.host.env[variable];
  }
}

const refuse: Answer = { kind: 'refuse' };
