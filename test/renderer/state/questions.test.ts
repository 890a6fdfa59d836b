import { describe, expect, it, onTestFinished } from 'vitest';
import { Questions } from '../../../src-renderer/state/questions.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';
import { pretendQuestions } from '../pretend-servers.ts';

function followed() {
  const { laboratory, servers } = pretendLaboratory();
  const questions = new Questions(laboratory);
  onTestFinished(questions.follow());
  const ask = (name: string): number => {
    const question = pretendQuestions[name];
    if (!question) throw new Error(`there is no question ${name}`);
    return servers.ask(question);
  };
  return { questions, ask, settle: servers.settle };
}

describe('questions to the user', () => {
  it('are put one after another', async () => {
    const { questions, ask } = followed();
    const first = ask('host');
    ask('device');
    expect([questions.current?.id, questions.more]).toEqual([first, 1]);
    await questions.answer(
      { id: first, question: { kind: 'passphrase', isNew: false }, isAgain: false },
      { kind: 'trust', trust: 'once' },
    );
    expect([questions.current?.question.kind, questions.more]).toEqual(['device-login', 0]);
  });

  it('go when another window has answered', () => {
    const { questions, ask, settle } = followed();
    const first = ask('host');
    const second = ask('passphrase');
    settle(first);
    expect(questions.current?.id).toBe(second);
    settle(second);
    expect(questions.current).toBeUndefined();
  });

  it('that were answered elsewhere while the answer was on its way are no trouble', async () => {
    const { questions, ask, settle } = followed();
    const id = ask('host');
    const { current } = questions;
    settle(id);
    if (current) await questions.answer(current, { kind: 'refuse' });
    expect([questions.trouble, questions.isAnswering]).toEqual([undefined, false]);
  });

  it('stay with the reason when the answer is not taken', async () => {
    const questions = new Questions({
      onQuestion(listener) {
        listener({ kind: 'question', id: 1, question: { kind: 'passphrase', isNew: false } });
        return () => undefined;
      },
      answer: () => Promise.reject(new Error('This is not the passphrase.')),
    });
    questions.follow();
    const { current } = questions;
    if (current) await questions.answer(current, { kind: 'passphrase', passphrase: 'wrong' });
    expect([questions.current?.id, questions.trouble?.message]).toEqual([1, 'This is not the passphrase.']);
  });

  it('for a passphrase say so when the one that was given was not the right one', async () => {
    const { questions, ask } = followed();
    ask('unlock');
    const { current } = questions;
    expect(current?.isAgain).toBe(false);
    if (current) await questions.answer(current, { kind: 'passphrase', passphrase: 'guess' });
    ask('unlock');
    expect(questions.current?.isAgain).toBe(true);
  });

  it('are forgotten with the engine that asked them, and are there again when it asks again', () => {
    const { questions, ask } = followed();
    ask('host');
    questions.forget();
    expect(questions.current).toBeUndefined();
    expect(ask('host')).toBe(questions.current?.id);
  });
});
