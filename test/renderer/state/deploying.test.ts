import { describe, expect, it, vi } from 'vitest';
import type { DeploymentEvent, DeploymentPlan, DeploymentRequest } from '../../../src-main/api/contract/laboratory.ts';
import { Deploying, type Cargo } from '../../../src-renderer/state/deploying.svelte.ts';

const lab: Cargo = { title: 'From GRE to VTI', source: { kind: 'lab', lab: 'gre-to-vti' } };
const templates = [
  { id: 't1', name: 'c7200' },
  { id: 't2', name: 'IOSv' },
];
const plan: DeploymentPlan = {
  ...{ title: 'gre-to-vti', diagnostics: [] },
  nodes: [{ node: 'r1', name: 'R1', platform: 'ios', templates }],
};

function aYard(made: DeploymentPlan = plan) {
  const requests: DeploymentRequest[] = [];
  let tell: (event: DeploymentEvent) => void = () => undefined;
  const planDeployment = vi.fn(() => Promise.resolve(made));
  const deploying = new Deploying({
    planDeployment,
    onDeployment(request, listener) {
      requests.push(request);
      tell = listener;
      return () => undefined;
    },
  });
  const planned = () => vi.waitFor(() => expect(deploying.state.kind).toBe('planned'));
  return { deploying, planned, requests, planDeployment, tell: (event: DeploymentEvent) => tell(event) };
}

describe('a deployment', () => {
  it('is planned when it is known what goes where, whichever was known first', async () => {
    const { deploying, planned } = aYard();
    deploying.open(lab);
    expect(deploying.state.kind).toBe('choosing');
    deploying.chooseServer('office');
    await planned();
    deploying.open(undefined, 'office');
    expect(deploying.state.kind).toBe('choosing');
    deploying.chooseCargo(lab);
    await planned();
  });

  it('carries the templates that were chosen and the seed, and tells how far it is', async () => {
    const { deploying, planned, requests, tell } = aYard();
    deploying.open(lab, 'office');
    await planned();
    deploying.chooseTemplate('r1', 't2');
    deploying.seed = ' pod 7 ';
    deploying.run();
    expect(requests).toEqual([
      { server: 'office', source: { kind: 'lab', lab: 'gre-to-vti', seed: 'pod 7' }, choices: { r1: 't2' } },
    ]);
    tell({ kind: 'progress', says: 'R1 is made' });
    expect(deploying.says).toEqual(['R1 is made']);
    tell({ kind: 'done', project: 'p9', shortfalls: [{ message: 'no serial card' }] });
    expect(deploying.state).toMatchObject({ kind: 'done', project: 'p9' });
  });

  it('is not carried out twice, nor while the plan has a problem', async () => {
    const problem = 'no template of an ASA';
    const { deploying, planned } = aYard({
      ...plan,
      nodes: [{ node: 'fw', name: 'FW1', platform: 'asa', templates: [], problem }],
    });
    deploying.open(lab, 'office');
    await planned();
    expect(deploying.problems).toBe(1);
  });

  it('says why it cannot be planned, and why it broke off', async () => {
    const { deploying, planned, planDeployment, tell } = aYard();
    planDeployment.mockRejectedValueOnce(new Error('the server does not answer'));
    deploying.open(lab, 'office');
    await vi.waitFor(() =>
      expect(deploying.state).toMatchObject({ kind: 'failed', trouble: { message: 'the server does not answer' } }),
    );
    await deploying.plan();
    await planned();
    deploying.run();
    tell({ kind: 'failed', code: 'refused', message: 'the disk is full', diagnostics: [] });
    expect(deploying.state).toMatchObject({ kind: 'failed', isPlanned: true });
  });

  it('goes on unheard when its dialog is closed', async () => {
    const { deploying, planned, tell } = aYard();
    deploying.open(lab, 'office');
    await planned();
    deploying.run();
    deploying.close();
    tell({ kind: 'done', project: 'p9', shortfalls: [] });
    expect(deploying.state.kind).toBe('closed');
  });
});
