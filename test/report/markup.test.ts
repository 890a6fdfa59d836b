import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, markup } from '../../src-main/report/markup.ts';
import { renderReport } from '../../src-main/report/render.ts';
import { attemptSample, classSample, stepSample } from './samples.ts';

/** What XML can say at all: the rest becomes the replacement character. */
const sayable = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g, '\ufffd');
const normalised = (text: string): string => text.replace(/\r\n?/g, '\n');
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    ']]>',
    '&amp;',
    '\ud800',
    '\u0000',
    "' onload='x",
  ),
);

describe('text in markup', () => {
  it('is read by an XML reader as the text that it was, in elements and in attributes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { root } = parseXml(markup`<a b="${text}">${text}</a>`.text);
        expect(root?.text).toBe(normalised(sayable(text)));
        expect(root?.attributes['b']).toBe(normalised(sayable(text)).replace(/[\t\n]/g, ' '));
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('is escaped once, and markup inside of markup is not', () => {
    expect(markup`<p>${markup`<b>${'<'}</b>`}${[1, 'a&b', undefined, false]}</p>`.text).toBe(
      '<p><b>&lt;</b>1a&amp;b</p>',
    );
    expect(escaped('a<b')).toBe('a&lt;b');
  });
});

describe('a report as JUnit XML', () => {
  it('is well-formed whatever routers and learners have written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const report = attemptSample({ steps: [stepSample(text)], stopped: { code: 'x', message: text } });
        expect(parseXml(renderReport(report, 'xml')).root?.name).toBe('testsuites');
      }),
      { seed: 5 },
    );
  });

  it('counts what it has', () => {
    const { root } = parseXml(renderReport(attemptSample(), 'xml'));
    expect(root?.attributes).toMatchObject({ tests: '2', failures: '1', errors: '0', skipped: '0' });
    const suites = (root?.children ?? []).filter((one): one is XmlElement => 'attributes' in one);
    expect(suites.map((one) => one.attributes['name'])).toEqual(['ike-policy']);
  });

  it('has an error for a learner who could not be graded', () => {
    expect(parseXml(renderReport(classSample(), 'xml')).root?.attributes).toMatchObject({ errors: '1', failures: '1' });
  });
});

describe('a report as a page', () => {
  it.each([
    ['of an attempt', renderReport(attemptSample(), 'html')],
    ['of a class', renderReport(classSample(), 'html')],
  ])('%s stands alone: nothing is fetched, and no script is in it', (_, page) => {
    expect(page).not.toMatch(/<script|<link|<img|url\(|@import|https?:/i);
    expect(page).toContain("default-src 'none'");
  });

  it('tells every verdict in words, quotes what it rests on, and has no markup of others', () => {
    const page = renderReport(attemptSample({ steps: [stepSample('<img src=x onerror=alert(1)>')] }), 'html');
    expect(page).toContain('encryption algorithm:   Three key triple DES');
    expect(page.replace(/\s+/g, ' ')).toMatch(/◐<\/span> partial/);
    expect(page).not.toContain('<img');
    expect(page).toContain('<code>3des</code>');
  });

  it('says of a learner who could not be graded why', () => {
    expect(renderReport(classSample(), 'html')).toContain('Nobody answers at 10.0.0.1:3080.');
  });
});
