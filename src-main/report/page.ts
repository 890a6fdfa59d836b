/**
 * A page that stands alone: its style is in it, nothing is fetched, no script runs. It is read in light and dark, on
 * paper, and without colour: a verdict is a sign and a word before it is a colour.
 */
import type { ReportVerdict } from './document.ts';
import { markup, Markup } from './markup.ts';

export function pageOf(title: string, body: Markup): string {
  return `<!doctype html>\n${
    markup`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text
  }`;
}

const signs: Readonly<Record<ReportVerdict, string>> = {
  passed: '\u2713',
  partial: '\u25d0',
  failed: '\u2717',
  'not judged': '\u2013',
  error: '!',
};

/** The sign is for the eye: who hears the page hears the word. */
export function signOf(verdict: ReportVerdict): Markup {
  return markup`<span class="sign ${verdict.replace(' ', '-')}" aria-hidden="true">${signs[verdict]}</span>`;
}

export function verdictOf(verdict: ReportVerdict): Markup {
  return markup`<span class="verdict ${verdict.replace(' ', '-')}">${signOf(verdict)} ${verdict}</span>`;
}

/** Sentences in which words between backticks are what one types or reads at a device. */
export function sentences(text: string): Markup[] {
  return text.split('`').map((part, place) => (place % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`));
}

const style = `
:root { --ground: #fff; --ink: #1b1f27; --soft: #4a5261; --rule: #b9c0cc; --sunken: #f1f3f6; --good: #14703f; --fair: #7d5200; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171c; --ink: #e4e7ec; --soft: #b0b7c3; --rule: #434b59; --sunken: #1d2128; --good: #5fcf96; --fair: #e6b455; --bad: #ff9389; }
}
@media print {
  :root { --ground: #fff; --ink: #000; --soft: #333; --rule: #888; --sunken: #f4f4f4; --good: #000; --fair: #000; --bad: #000; }
  @page matrix { size: landscape; }
  .wide { page: matrix; overflow: visible !important; }
  .matrix { font-size: 8.5pt; }
  .matrix th, .matrix td { padding: 3px 3px !important; }
  body { max-width: none !important; padding: 0 !important; font-size: 10pt !important; }
  h2, h3, tr, .expectation > p, .diagnosis { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  .matrix tr > * { position: static !important; }
}
* { box-sizing: border-box; }
body { max-width: 1100px; margin: 0 auto; padding: 24px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 8px; font-size: 1.6em; line-height: 1.25; }
h2 { margin: 32px 0 8px; padding-top: 12px; border-top: 2px solid var(--rule); font-size: 1.2em; }
h3 { margin: 16px 0 4px; font-size: 1em; }
p { margin: 4px 0; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0 0 16px; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
.wide { overflow-x: auto; }
th, td { padding: 5px 10px; border: 1px solid var(--rule); text-align: start; vertical-align: top; }
th { background: var(--sunken); font-weight: 600; }
/* On end, so that a lab of many steps fits on a page of paper. */
th.step { padding: 8px 4px; vertical-align: bottom; }
th.step > span { display: block; max-height: 16em; writing-mode: vertical-rl; transform: rotate(180deg); line-height: 1.2; text-align: start; }
.matrix td { padding: 5px 6px; white-space: nowrap; }
.matrix th:first-child { min-width: 9em; overflow-wrap: anywhere; }
/* Whose points they are, and how many, stay in sight however many steps are between. */
.matrix tr > :first-child, .matrix tr > :last-child { position: sticky; left: 0; background: var(--sunken); }
.matrix tr > :last-child { left: auto; right: 0; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; }
pre { margin: 4px 0; padding: 6px 10px; border-left: 3px solid var(--rule); background: var(--sunken); white-space: pre-wrap; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.sign { display: inline-block; min-width: 1.1em; font-weight: 700; text-align: center; }
.verdict { white-space: nowrap; font-weight: 600; }
.passed { color: var(--good); }
.partial, .error { color: var(--fair); }
.failed { color: var(--bad); }
.expectation { margin: 8px 0 12px; padding-left: 12px; border-left: 1px solid var(--rule); }
.diagnosis { margin: 8px 0; padding: 8px 12px; border: 2px solid var(--rule); border-radius: 6px; }
.trouble { margin: 12px 0; padding: 8px 12px; border: 2px solid var(--bad); border-radius: 6px; }
details > summary { cursor: pointer; color: var(--soft); }
`;
