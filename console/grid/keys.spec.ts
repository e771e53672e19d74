import { actionOf, moved, neighbour, type KeyPress } from './keys.js';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  isComposing: false,
  ...more,
});
const size = { rows: 3, columns: 4, page: 2 };

describe('keys of the grid', () => {
  it('belong to the input method while it composes', () => {
    for (const key of ['Enter', 'ArrowDown', 'Escape', 'Tab', 'Delete', 'F8']) {
      expect(actionOf(press(key, { isComposing: true }), false)).toBeNull();
    }
    expect(actionOf(press('Process'), false)).toBeNull();
  });

  it.each([
    ['ArrowLeft', {}],
    ['Home', {}],
    ['Delete', {}],
    ['z', { ctrl: true }],
    ['d', { ctrl: true }],
  ])('%s belongs to the text while it is edited', (key, more) => {
    expect(actionOf(press(key, more), true)).toBeNull();
    expect(actionOf(press(key, more), false)).not.toBeNull();
  });

  it.each([
    ['Tab', {}, 'next'],
    ['Tab', { shift: true }, 'previous'],
    ['Enter', {}, 'commit-down'],
    ['F8', { shift: true }, 'previous-finding'],
    ['z', { ctrl: true, shift: true }, 'redo'],
    ['Z', { ctrl: true }, 'undo'],
    ['+', { ctrl: true, shift: true }, 'insert-rows'],
    ['-', { ctrl: true }, 'delete-rows'],
    ['ArrowDown', { alt: true }, 'lookup'],
  ])('%s %j: %s', (key, more, kind) => expect(actionOf(press(key, more), false)?.kind).toBe(kind));

  it('leaves letters, copy and paste to the text field', () => {
    for (const pressed of [press('a'), press('涤'), press('c', { ctrl: true }), press('v', { ctrl: true })]) {
      expect(actionOf(pressed, false)).toBeNull();
    }
  });

  it('moves inside the grid only', () => {
    expect(moved({ row: 0, column: 0 }, 'up', size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 3 }, 'page-down', size)).toEqual({ row: 2, column: 3 });
    expect(moved({ row: 1, column: 1 }, 'last', size)).toEqual({ row: 2, column: 3 });
  });

  it('wraps rows with Tab, and says where the grid ends', () => {
    expect(neighbour({ row: 0, column: 3 }, 1, size)).toEqual({ row: 1, column: 0 });
    expect(neighbour({ row: 2, column: 3 }, 1, size)).toBeNull();
    expect(neighbour({ row: 0, column: 0 }, -1, size)).toBeNull();
  });
});
