import { describe, expect, it } from 'vitest';
import { isWebPage, wordsOf } from '../../../src-main/providers/http/answer-text.ts';
import type { HttpAnswer } from '../../../src-main/providers/http/http-client.ts';

const answer = (text: string, type = 'application/json'): HttpAnswer => ({
  status: 400,
  headers: { 'content-type': type },
  bytes: new TextEncoder().encode(text),
});

describe('what a server says about a refusal', () => {
  it.each([
    ['{"message": "Project is not opened.", "status": 403}', 'Project is not opened'],
    ['{"code": 400, "description": "Lab not found:\\n42"}', 'Lab not found: 42'],
    ['{"detail": "Not Found"}', 'Not Found'],
    ['too many requests', 'too many requests'],
    ['{"unknown": 1}', ''],
    ['[1, 2]', ''],
  ])('is one line of %s', (text, words) => {
    expect(wordsOf(answer(text))).toBe(words);
  });

  it.each([
    '{"detail": [{"loc": ["body", "password"], "msg": "too short", "input": "Secret-1"}]}',
    `{"message": "Validation error: [{'loc': ('body', 'password'), 'msg': 'too short', 'input': 'Secret-1'}]"}`,
    `{"message": "JSON schema error with API request '/v2' and JSON data '{'password': 'Secret-1'}': too short"}`,
  ])('leaves out what it was sent: %s', (text) => {
    const words = wordsOf(answer(text));
    expect(words).toContain('too short');
    expect(words).not.toContain('Secret');
  });

  it('is nothing where a proxy says it', () => {
    expect(wordsOf(answer('<html>Bad Gateway</html>', 'text/html'))).toBe('');
    expect(wordsOf(answer('  <!DOCTYPE html><p>Bad Gateway', 'text/plain'))).toBe('');
    expect(isWebPage(answer('{}'))).toBe(false);
  });
});
