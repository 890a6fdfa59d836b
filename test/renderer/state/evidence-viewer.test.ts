import { describe, expect, it } from 'vitest';
import { EvidenceViewer } from '../../../src-renderer/state/evidence-viewer.svelte.ts';
import { evidenceView, quote } from '../pretend-evidence.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

describe('the evidence viewer', () => {
  it('shows the record that a quoted line stands in, and asks for it once', async () => {
    let asked = 0;
    const { laboratory } = pretendLaboratory();
    const viewer = new EvidenceViewer('fault', {
      evidence: (attempt, id) => {
        asked += 1;
        return laboratory.evidence(attempt, id);
      },
    });
    const line = quote('r3-log', 11);
    await viewer.open(line);
    viewer.close();
    await viewer.open(line);
    expect(viewer.state).toEqual({ kind: 'shown', quote: line, evidence: evidenceView('r3-log') });
    expect(asked).toBe(1);
  });

  it('says why a record cannot be shown', async () => {
    const viewer = new EvidenceViewer('fault', pretendLaboratory().laboratory);
    await viewer.open({ ...quote('r3-log', 11), evidence: 'gone' });
    const { state } = viewer;
    expect(state.kind === 'failed' && state.trouble.message).toBe('There is no evidence "gone".');
  });
});
