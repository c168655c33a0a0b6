import { describe, expect, it } from 'vitest';
import {
  canMove,
  moveColumn,
  parseColumnChoice,
  plainChoice,
  resizeColumn,
  showColumn,
  shownKeys,
  widthLimits,
} from './column-choice.ts';
import { columns } from './columns.tsx';
import { sortColumns } from './list-address.ts';

it('knows every column that can be drawn, in its first order', () => {
  expect(columns.map(({ key }) => key)).toEqual(sortColumns);
});

describe('what was kept', () => {
  it('comes back as it was', () => {
    const chosen = resizeColumn(moveColumn(showColumn(plainChoice, 'id', false), 'size', -1), 'name', 400);
    expect(parseColumnChoice(JSON.stringify(chosen))).toEqual(chosen);
  });

  it('is the plain choice where there is nothing or nonsense', () => {
    for (const text of [null, '', '{', 'null', '[]', '7', '{"order":5,"hidden":{},"widths":"x"}']) {
      expect(parseColumnChoice(text), String(text)).toEqual(plainChoice);
    }
  });

  it('loses columns there are no more, gains new ones at the end, and never the name', () => {
    const kept = { order: ['size', 'gone', 'size'], hidden: ['name', 'gone'], widths: { size: 9, gone: 1, os: 'x' } };
    const choice = parseColumnChoice(JSON.stringify(kept));
    expect(choice.order.slice(0, 2)).toEqual(['name', 'size']);
    expect(choice.order.toSorted()).toEqual(sortColumns.toSorted());
    expect(choice).toMatchObject({ hidden: [], widths: { size: widthLimits.least } });
  });
});

describe('choosing columns', () => {
  it('hides and shows all but the name', () => {
    const without = showColumn(plainChoice, 'tags', false);
    expect(shownKeys(without)).not.toContain('tags');
    expect(showColumn(without, 'tags', true)).toEqual(plainChoice);
    expect(showColumn(plainChoice, 'name', false)).toEqual(plainChoice);
  });

  it('moves a column a step, none before the name and none out of the list', () => {
    expect(moveColumn(plainChoice, 'os', -1).order.slice(0, 3)).toEqual(['name', 'os', 'status']);
    expect(canMove(plainChoice, 'status', -1)).toBe(false);
    expect(canMove(plainChoice, 'id', 1)).toBe(false);
    expect(moveColumn(plainChoice, 'name', 1)).toEqual(plainChoice);
  });

  it('keeps widths within the limits, and gives the first one back', () => {
    const wide = resizeColumn(plainChoice, 'os', 5000);
    expect(wide.widths.os).toBe(widthLimits.most);
    expect(resizeColumn(wide, 'os', null)).toEqual(plainChoice);
  });
});
