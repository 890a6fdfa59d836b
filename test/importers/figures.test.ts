import { describe, expect, it } from 'vitest';
import { figureOfSvg } from '../../src-main/importers/figures.ts';
import { importTopology } from '../../src-main/importers/import.ts';

const notesOf = (name: string, text: string): unknown => {
  const { topology, diagnostics } = importTopology({ name, text });
  return {
    texts: (topology.notes ?? []).map((note) => note.text),
    notes: diagnostics.filter(({ severity }) => severity === 'note').map(({ path, message }) => `${path}: ${message}`),
    nodes: topology.nodes.length,
  };
};
const leftOut = (which: string): string => `${which} left out: of drawings only texts are kept`;
const svg = (inner: string): object => ({ svg: `<svg width="9" height="9">${inner}</svg>`, x: 0, y: 0 });

describe('drawings that are no texts', () => {
  it('are named once for a GNS3 project, each kind with its number', () => {
    const rectangles = [svg('<rect fill="#fff"/>'), svg('<rect/>'), svg('<rect/>')];
    const others = [svg('<ellipse rx="4"/>'), svg('<line x1="0"/>'), svg('<image xlink:href="a.png"/>'), svg('')];
    const drawings = [...rectangles, svg('<text fill="#000">Site A</text>'), ...others];
    const topology = { nodes: [], links: [], drawings };
    expect(notesOf('x.gns3', JSON.stringify({ type: 'topology', revision: 9, project_id: 'x', topology }))).toEqual({
      texts: ['Site A'],
      notes: [`topology.drawings: ${leftOut('3 rectangles, 1 ellipse, 1 line, 1 picture and 1 drawing are')}`],
      nodes: 0,
    });
  });

  it('are named for a project of GNS3 1.x, where each kind has a list of its own', () => {
    const figures = {
      rectangles: [{ x: 1 }, { x: 2 }],
      images: [{ path: 'a.png' }],
      notes: [{ text: 'A', x: 0, y: 0 }],
    };
    const node = { id: 1, type: 'VPCSDevice', properties: { name: 'PC1' }, ports: [] };
    const text = JSON.stringify({ project_id: 'x', topology: { nodes: [node], links: [], ...figures } });
    expect(notesOf('x.gns3', text)).toEqual({
      texts: ['A'],
      notes: [`topology: ${leftOut('2 rectangles and 1 picture are')}`],
      nodes: 1,
    });
  });

  it('are named for a lab of CML', () => {
    const annotations = ['line', 'line', 'ellipse', 'text'].map((type) => ({ type, text_content: 'A', x1: 0, y1: 0 }));
    const lab = { lab: { title: 'x', version: '0.2.2' }, nodes: [], links: [], annotations };
    expect(notesOf('x.yaml', JSON.stringify({ ...lab, smart_annotations: [{ tag: 'a' }, { tag: 'b' }] }))).toEqual({
      texts: ['A'],
      notes: [
        `annotations: ${leftOut('1 ellipse and 2 lines are')}`,
        'smart_annotations: 2 smart annotations are left out: such annotations colour nodes by their tags',
      ],
      nodes: 0,
    });
  });

  it('are named for a lab of EVE-NG, where squares and circles are among the texts', () => {
    const drawn = (type: string, html: string): string =>
      `<textobject id="1" name="x"${type}><data>${btoa(html)}</data></textobject>`;
    const objects = [
      drawn(' type="text"', '<div style="left: 5px; top: 6px"><p>Site B</p></div>'),
      drawn(' type="square"', '<div><svg><rect/></svg></div>'),
      drawn('', '<div><svg><ellipse/></svg></div>'),
    ];
    const text = `<lab name="x" version="1"><topology/><objects><textobjects>${objects.join('')}</textobjects>
      <lineobjects><lineobject id="1"/></lineobjects><pictures><picture id="1"/></pictures></objects></lab>`;
    expect(notesOf('x.unl', text)).toEqual({
      texts: ['Site B'],
      notes: [`lab[0].objects[0]: ${leftOut('1 rectangle, 1 ellipse, 1 line and 1 picture are')}`],
      nodes: 0,
    });
  });

  it('are named for a project of GNS3 0.8, and are no nodes', () => {
    const figures = '[[SHAPE 1]]\n type = rectangle\n [[SHAPE 2]]\n type = ellipse\n [[PIXMAP 1]]\n path = a.png';
    const text = `autostart = False\n[127.0.0.1:7200]\n [[ROUTER R1]]\n model = 3640\n[GNS3-DATA]\n ${figures}\n`;
    expect(notesOf('x.net', text)).toEqual({
      texts: [],
      notes: [`: ${leftOut('1 rectangle, 1 ellipse and 1 picture are')}`],
      nodes: 1,
    });
  });
});

describe('a piece of SVG', () => {
  it.each([
    ['<svg><text>A</text></svg>', undefined],
    ['<svg><text>A</text><rect/></svg>', 'rect'],
    ['<svg><path d=""/><rect/></svg>', 'picture'],
    ['<svg:svg><svg:ellipse/></svg:svg>', 'ellipse'],
    ['', 'drawing'],
  ])('draws besides texts: %s is %s', (text, figure) => expect(figureOfSvg(text)).toBe(figure));
});
