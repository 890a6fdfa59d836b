/** The report of one attempt as a page: every verdict with the lines of the devices that it rests on. */
import type { AttemptReport, ReportDiagnosis, ReportExpectation, ReportQuote, ReportStep } from './document.ts';
import { markup, type Markup } from './markup.ts';
import { pageOf, sentences, verdictOf } from './page.ts';

export function attemptPage(report: AttemptReport): string {
  const { lab, score, steps, stopped } = report;
  const body = markup`<header>
      <h1>${lab.title}</h1>
      ${facts(report)}
    </header>
    <main>
      ${stopped && markup`<p class="trouble"><strong>Not graded to the end.</strong> ${stopped.message}</p>`}
      <table>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">Points</th>
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            (step) =>
              markup`<tr>
                <td><a href="#step-${step.id}">${step.title}</a></td>
                <td>${verdictOf(step.verdict)}</td>
                <td class="number">${step.points.earned} of ${step.points.of}</td>
              </tr> `,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan="2">All together</th>
            <td class="number">${score.points} of ${score.of}</td>
          </tr>
        </tfoot>
      </table>
      ${steps.map(stepSection)}
    </main>`;
  return pageOf(`${lab.title}: ${score.points} of ${score.of} points`, body);
}

function facts({ attempt, lab, place, made, program }: AttemptReport): Markup {
  const rows: [string, string | undefined][] = [
    ['Attempt', attempt],
    ['Lab', `${lab.id}, version ${lab.version}`],
    ['Seed', lab.seed],
    ['Routers', place],
    ['Made', `${made.slice(0, 16).replace('T', ' ')} UTC by ${program}`],
  ];
  return markup`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        value &&
        markup`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function stepSection(step: ReportStep): Markup {
  const { id, title, verdict, points, expectations, questions, diagnoses } = step;
  return markup`<section id="step-${id}">
    <h2>${title}</h2>
    <p>${verdictOf(verdict)}, ${points.earned} of ${points.of} points</p>
    ${diagnoses.map(diagnosisBox)} ${expectations.map(expectationBox)}
    ${questions.map(
      ({ id: question, verdict: one, points: worth, says, quotes }) =>
        markup`<div class="expectation">
          <p>
            ${verdictOf(one)} Question ${question}: ${sentences(says)}
            <span class="soft">(${worth.earned} of ${worth.of})</span>
          </p>
          ${quoted(quotes)}
        </div> `,
    )}
  </section> `;
}

function diagnosisBox({ rule, title, explanation, mend, confidence, quotes }: ReportDiagnosis): Markup {
  return markup`<section class="diagnosis" aria-label="Diagnosis">
    <h3>${title}</h3>
    <p class="soft">${rule}${confidence && `, ${confidence}`}</p>
    <p>${sentences(explanation)}</p>
    ${quoted(quotes)}
    <p><strong>What to do:</strong> ${sentences(mend)}</p>
  </section> `;
}

function expectationBox({ id, verdict, level, says, points, attributes, parts }: ReportExpectation): Markup {
  const all = [...attributes, ...parts.flatMap((part) => part.attributes)];
  const worth = level === 'warning' ? 'a warning' : `${points.earned} of ${points.of}`;
  return markup`<div class="expectation">
    <p>${verdictOf(verdict)} ${sentences(says)} <span class="soft">(${id}, ${worth})</span></p>
    ${parts.map((part) => markup`<p>${verdictOf(part.verdict)} ${sentences(part.says)}</p>`)}
    ${
      all.length > 0 &&
      markup`<details open>
        <summary>What it rests on</summary>
        ${all.map(attributeLines)}
      </details>`
    }
  </div> `;
}

function attributeLines({
  role,
  name,
  expected,
  found,
  holds,
  quotes,
}: ReportExpectation['attributes'][number]): Markup {
  const outcome = holds
    ? markup`as expected: <code>${found}</code>`
    : markup`expected <code>${expected}</code>, found <strong><code>${found}</code></strong>`;
  return markup`<p>${role}: ${name}, ${outcome}</p>
    ${quoted(quotes)}`;
}

function quoted(quotes: readonly ReportQuote[]): Markup[] {
  return quotes.map(
    ({ role, command, text, evidence, line }) =>
      markup`<p class="soft">${role}, <code>${command}</code>, line ${line + 1} of record ${evidence}:</p>
        <pre>${text}</pre> `,
  );
}
