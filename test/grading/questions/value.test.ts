import { describe, expect, it } from 'vitest';
import { isAnswer, numberValue, spiValue } from '../../../src-main/grading/questions/value.ts';

describe('an answer', () => {
  const spi = spiValue(0x0a2b3c4d, []);

  it.each(['0x0A2B3C4D', '0xa2b3c4d', '0A2B3C4D', 'a2b3c4d', '0xA2B3C4D(170605645)', '170605645', ' 170605645 '])(
    'may write an SPI as %s',
    (text) => expect(isAnswer(text, spi, 0)).toBe(true),
  );

  it.each(['0x0A2B3C4E', '170605646', '', 'none', '0x', 'a2b3c4d5e6'])('is no other SPI: %s', (text) =>
    expect(isAnswer(text, spi, 5)).toBe(false),
  );

  it('may write a large SPI or message id as old releases do, with a sign', () => {
    expect(isAnswer('-343614331', spiValue(3951352965, []), 0)).toBe(true);
    expect(isAnswer('-343614331', spiValue(343614331, []), 0)).toBe(false);
  });

  it('may be off by the tolerance, and have a unit or commas', () => {
    const bytes = numberValue(1400, []);
    expect(['1400', '1,400', '1400 bytes', '1404', '1396.5'].every((text) => isAnswer(text, bytes, 4))).toBe(true);
    expect(['1405', 'about 1400', '14000', '0x578x', ''].some((text) => isAnswer(text, bytes, 4))).toBe(false);
  });

  it('is a word without its case, blanks and quotation marks', () => {
    const state = { text: 'QM_IDLE', quotes: [] };
    expect(['qm_idle', ' "QM_IDLE". ', '`QM_ IDLE`'].every((text) => isAnswer(text, state, 0))).toBe(true);
    expect(isAnswer('QM_IDL', state, 0)).toBe(false);
  });

  it('may write a cookie, which is longer than a number, in any grouping', () => {
    const cookie = { text: '00a1b2c3d4e5f607', isHexadecimal: true, quotes: [] };
    expect(['0x00A1B2C3D4E5F607', 'a1b2c3d4 e5f607', '00a1:b2c3:d4e5:f607'].every((text) => isAnswer(text, cookie, 0))).toBe(true); // prettier-ignore
    expect(isAnswer('a1b2c3d4e5f608', cookie, 0)).toBe(false);
  });
});
