/** The report of a class as a page: a matrix of learners by steps, and what each of them lacks below it. */
import type { ClassReport, ReportStudent } from './document.ts';
import { markup, type Markup } from './markup.ts';
import { pageOf, sentences, signOf, verdictOf } from './page.ts';

export function classPage(report: ClassReport): string {
  const { class: name, lab, steps, students, made, program, grading } = report;
  const graded = students.filter(({ state }) => state === 'graded').length;
  const body = markup`<header>
      <h1>${name}: ${lab.title}</h1>
      <dl class="facts">
        <dt>Lab</dt>
        <dd>${lab.id}, version ${lab.version}</dd>
        <dt>Graded</dt>
        <dd>${graded} of ${students.length} to the end</dd>
        <dt>Grading</dt>
        <dd>${grading}</dd>
        <dt>Made</dt>
        <dd>${made.slice(0, 16).replace('T', ' ')} UTC by ${program}</dd>
      </dl>
    </header>
    <main>
      <div class="wide" tabindex="0" role="region" aria-label="Learners by steps">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Learner</th>
              ${steps.map(({ title, of }) => markup`<th scope="col" class="step"><span>${title} <span class="soft">(${of})</span></span></th>`)}
              <th scope="col" class="number">Points</th>
            </tr>
          </thead>
          <tbody>
            ${students.map((student) => row(student, report))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Passed</th>
              ${steps.map(({ id }) => markup`<td class="number">${passedIn(students, id)}</td>`)}
              <td></td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="soft">
        ${(['passed', 'partial', 'failed', 'not judged', 'error'] as const).map((verdict) => markup`${verdictOf(verdict)} &#160; `)}
      </p>
      ${students.map((student) => details(student, report))}
    </main>`;
  return pageOf(`${name}: ${lab.title}`, body);
}

function passedIn(students: readonly ReportStudent[], step: string): number {
  return students.filter(({ cells }) => cells.some((cell) => cell.step === step && cell.verdict === 'passed')).length;
}

function row({ id, name, cells, score, state }: ReportStudent, { steps }: ClassReport): Markup {
  return markup`<tr>
    <th scope="row">
      <a href="#student-${id}">${name}</a>${state === 'graded' ? '' : markup` <span class="soft">(${state})</span>`}
    </th>
    ${steps.map((step) => {
      const cell = cells.find((one) => one.step === step.id);
      if (!cell) return markup`<td></td>`;
      return markup`<td title="${cell.verdict}">
        ${signOf(cell.verdict)} ${cell.verdict === 'not judged' ? '' : cell.points.earned}<span hidden>
          ${cell.verdict}</span
        >
      </td>`;
    })}
    <td class="number">${state === 'graded' && `${score.points} of ${score.of}`}</td>
  </tr> `;
}

function details(
  { id, name, pod, seed, attempt, cells, state, trouble }: ReportStudent,
  { steps }: ClassReport,
): Markup {
  const lacking = cells.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'not judged');
  const titleOf = (step: string): string => steps.find((one) => one.id === step)?.title ?? step;
  return markup`<section id="student-${id}">
    <h2>${name}</h2>
    <p class="soft">
      ${id}, ${pod}${seed !== undefined && `, seed ${seed}`}${attempt !== undefined && `, attempt ${attempt}`}
    </p>
    ${trouble && markup`<p class="trouble"><strong>${state === 'graded' ? 'To be looked at.' : 'Not graded to the end.'}</strong> ${trouble.message}</p>`}
    ${lacking.length === 0 && (!trouble || state === 'graded') && markup`<p>Nothing is lacking.</p>`}
    ${lacking.map(
      ({ step, verdict, says, diagnosis }) =>
        markup`<div class="expectation">
          <p>${verdictOf(verdict)} <strong>${titleOf(step)}</strong></p>
          <p>${sentences(says)}</p>
          ${diagnosis && markup`<p class="soft">Diagnosis: ${diagnosis}</p>`}
        </div> `,
    )}
  </section> `;
}
