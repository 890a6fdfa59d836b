import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src-main/report/render.ts';
import { classSample } from './samples.ts';

describe("a class in JUnit's XML", () => {
  it('has an error for whoever could not be graded, and none for a doubt about marks that stand', () => {
    const report = classSample();
    expect(renderReport(report, 'xml')).toContain('could be graded to the end');
    const trouble = { code: 'doubtful', message: 'It comes from the same installation of QuickMode as that of bob.' };
    const [ada] = report.students;
    const doubted = renderReport({ ...report, students: ada ? [{ ...ada, trouble }] : [] }, 'xml');
    expect(doubted).toContain('errors="0"');
    expect(doubted).not.toContain('could be graded to the end');
  });
});
