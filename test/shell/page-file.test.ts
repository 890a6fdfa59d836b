import { describe, expect, it } from 'vitest';
import { pageFile } from '../../src-main/shell/page-file.ts';

describe('an address of the window', () => {
  it.each([
    ['quickmode://window/index.html', ['index.html'], 'text/html; charset=utf-8'],
    ['quickmode://window/', ['index.html'], 'text/html; charset=utf-8'],
    ['quickmode://window/assets/index-C4_x.js?v=1', ['assets', 'index-C4_x.js'], 'text/javascript; charset=utf-8'],
    ['quickmode://window/assets/app.css', ['assets', 'app.css'], 'text/css; charset=utf-8'],
  ])('%s is a file', (address, parts, type) => {
    expect(pageFile(address)).toEqual({ parts, type });
  });

  it.each([
    'quickmode://other/index.html',
    'quickmode://window/..%2f..%2fpackage.json',
    'quickmode://window/%2e%2e/package.json.exe',
    'quickmode://window/.hidden.js',
    'quickmode://window/a//b.js',
    'quickmode://window/a\\b.js',
    'quickmode://window/program.exe',
    'quickmode://window/assets',
    'nonsense',
  ])('%s is none', (address) => {
    expect(pageFile(address)).toBeUndefined();
  });
});
