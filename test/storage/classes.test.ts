import { expect, it } from 'vitest';
import { freshStore } from './samples.ts';

it('counts the students of a grading by what became of them', () => {
  const store = freshStore();
  const students = ['ada', 'bob', 'cyd', 'dan'].map((id) => ({ id, name: id, pod: '', seed: undefined, digest: id }));
  const lab = { id: 'small', version: 1, title: 'Small', steps: [] };
  const { id } = store.createGrading({ file: '/CLASS.yml', title: 'B', lab, regrades: undefined, students });
  store.setStudent(id, 'ada', { state: 'graded', run: { steps: [] } });
  store.setStudent(id, 'bob', { state: 'graded', run: { steps: [] } });
  store.setStudent(id, 'cyd', { state: 'broken', trouble: { code: 'unreachable', message: 'Nobody answers.' } });
  expect(store.classes.count(id)).toEqual({ graded: 2, broken: 1, waiting: 1 });
  expect(store.classes.count('another')).toEqual({});
});
