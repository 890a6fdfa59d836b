import { describe, expect, it } from 'vitest';
import { describeDiagnostic } from '../../src-main/base/errors.ts';
import { podWords, readRoster } from '../../src-main/classroom/roster.ts';

const head = 'class: Group B\nlab: gre-to-vti\n';

function faults(text: string): string[] {
  return readRoster(text, 'CLASS.yml').diagnostics.map(describeDiagnostic);
}

describe('a class file', () => {
  it('names students, their seeds and their pods', () => {
    const read = readRoster(
      `${head}seed: spring
students:
  - { id: ada, name: Ada Lovelace, configurations: work/ada }
  - { id: alan, handIn: work/alan.zip, seed: own }
  - { id: grace, attempt: 2026-11-27-k3f9 }
  - { id: radia, on: GNS3 at the office, project: pod 4, bind: { R1: { node: pod4-r1 } } }
  - { id: vint, on: 'inventory:pods/vint.yml' }
`,
      'CLASS.yml',
    );
    const { students } = read.ok ? read.value : { students: [] };
    expect(students.map(({ name, seed, pod }) => [name, seed, podWords(pod)])).toEqual([
      ['Ada Lovelace', 'spring/ada', 'configurations in work/ada'],
      ['alan', 'own', 'hand-in work/alan.zip'],
      ['grace', 'spring/grace', 'attempt 2026-11-27-k3f9'],
      ['radia', 'spring/radia', 'GNS3 at the office, pod 4'],
      ['vint', 'spring/vint', 'inventory pods/vint.yml'],
    ]);
  });

  it.each([
    [
      'an unknown key',
      `${head}students:\n  - { id: ada, configuration: work/ada }\n`,
      /^CLASS\.yml: students\[0\]\.configuration, line 4, column 16: unknown key "configuration" \(did you mean "configurations"\?\)$/,
    ],
    ['no pod', `${head}students:\n  - { id: ada }\n`, /line 4, column 5: "ada" has no pod \(give one of/],
    [
      'two pods',
      `${head}students:\n  - { id: ada, configurations: a, attempt: b }\n`,
      /students\[0\]\.attempt, line 4, column 44: "ada" has both "configurations" and "attempt"/,
    ],
    [
      'an id twice',
      `${head}students:\n  - { id: ada, attempt: a }\n  - { id: Ada, attempt: b }\n`,
      /students\[1\]\.id, line 5, column 11: "Ada" is student 1 of the list already/,
    ],
    [
      'an id with blanks',
      `${head}students:\n  - { id: Ada L, attempt: a }\n`,
      /line 4, column 11: expected letters, digits/,
    ],
    ['a server without a project', `${head}students:\n  - { id: ada, on: lab }\n`, /which project of "lab"/],
    [
      'a project without a server',
      `${head}students:\n  - { id: ada, attempt: a, project: p }\n`,
      /is for pods that "on" names/,
    ],
    ['nobody', `${head}students: []\n`, /students, line 3, column 11: expected at least 1 entries, found 0/],
    [
      'a concurrency that is none',
      `${head}concurrency: 0\nstudents:\n  - { id: a, attempt: a }\n`,
      /line 3, column 14/,
    ],
    ['no YAML', 'class: "x\n', /^CLASS\.yml, line \d+, column \d+: not YAML/],
    ['a file of another kind', 'just words', /CLASS\.yml/],
    ['nothing', '', /CLASS\.yml/],
  ])('says with line and column what is wrong with %s', (_, text, says) => {
    expect(readRoster(text, 'CLASS.yml').ok).toBe(false);
    expect(faults(text).join('\n')).toMatch(says);
  });

  it('warns of lines that were copied and not changed, once', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => `  - { id: ${id}, configurations: work }\n`).join('');
    expect(faults(`${head}students:\n${lines}`)).toEqual([
      'CLASS.yml: students[1], line 5, column 5: "b", "c", "d", "e" and 2 more have the same pod as "a" (a line that was copied? Each is graded all the same)',
    ]);
  });
});
