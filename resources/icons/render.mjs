/**
 * npm run icons: the drawing icon.svg as pictures of every size that the platforms ask for. Run after the drawing has
 * changed; the pictures are kept beside it. A browser draws them (QUICKMODE_BROWSER names one).
 *
 * An .ico is a list of pictures behind a table of contents; an .icns is a list of them with four letters and a length
 * before each. Both take PNG as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const here = import.meta.dirname;
const linux = [16, 32, 48, 64, 128, 256, 512];
const windows = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the entries: https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
const mac = {
  icp4: 16,
  icp5: 32,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
};

const svg = readFileSync(path.join(here, 'icon.svg'), 'utf8');
const sizes = [...new Set([...linux, ...windows, ...Object.values(mac)])];
const pictures = await draw(sizes);

for (const size of linux) write(`${size}x${size}.png`, pictures.get(size));
write('icon.png', pictures.get(1024));
write('icon.ico', icoOf(windows.map((size) => [size, pictures.get(size)])));
write('icon.icns', icnsOf(Object.entries(mac).map(([name, size]) => [name, pictures.get(size)])));

async function draw(all) {
  const executablePath = process.env.QUICKMODE_BROWSER || undefined;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  const drawn = new Map();
  for (const size of all) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    drawn.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return drawn;
}

function icoOf(entries) {
  const table = Buffer.alloc(6 + 16 * entries.length);
  table.writeUInt16LE(1, 2);
  table.writeUInt16LE(entries.length, 4);
  let offset = table.length;
  for (const [index, [size, png]] of entries.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    table.writeUInt8(size % 256, at);
    table.writeUInt8(size % 256, at + 1);
    table.writeUInt16LE(1, at + 4);
    table.writeUInt16LE(32, at + 6);
    table.writeUInt32LE(png.length, at + 8);
    table.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([table, ...entries.map(([, png]) => png)]);
}

function icnsOf(entries) {
  const blocks = entries.map(([name, png]) => Buffer.concat([Buffer.from(name), bigEndian(png.length + 8), png]));
  const all = Buffer.concat(blocks);
  return Buffer.concat([Buffer.from('icns'), bigEndian(all.length + 8), all]);
}

function bigEndian(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function write(name, bytes) {
  writeFileSync(path.join(here, name), bytes);
  process.stdout.write(`${name} ${bytes.length} bytes\n`);
}
