import { describe, expect, test } from 'vitest';
import { commandFor, isSingleKey, matches, showShortcut, type Command, type KeyPress } from './keyboard.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: '',
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});
const command = (id: string, shortcut: string | readonly string[], enabled = true): Command => ({
  id,
  label: id,
  shortcut,
  enabled,
  run: () => undefined,
});
const page = { focus: 'page', singleKeys: true } as const;

describe('matching', () => {
  test('letters are matched by the physical key, so the Thai layout does not matter', () => {
    expect(matches('N', press('KeyN', { key: 'ื' }))).toBe(true);
    expect(matches('N', press('KeyM', { key: 'n' }))).toBe(false);
  });

  test.each([
    ['5', 'Digit5', {}],
    ['5', 'Numpad5', {}],
    ['?', 'Slash', { shift: true }],
    ['/', 'Slash', {}],
    ['Ctrl+K', 'KeyK', { ctrl: true }],
    ['Ctrl+Shift+R', 'KeyR', { ctrl: true, shift: true }],
    ['Alt+ArrowUp', 'ArrowUp', { alt: true }],
    ['Ctrl++', 'Equal', { ctrl: true }],
    ['Ctrl+\\', 'Backslash', { ctrl: true }],
    ['Enter', 'NumpadEnter', {}],
  ])('%s is pressed by %s', (shortcut, code, modifiers) => {
    expect(matches(shortcut, press(code, modifiers))).toBe(true);
  });

  test('a modifier too many or too few is another key', () => {
    expect(matches('Ctrl+K', press('KeyK'))).toBe(false);
    expect(matches('N', press('KeyN', { shift: true }))).toBe(false);
    expect(matches('/', press('Slash', { shift: true }))).toBe(false);
  });
});

describe('which command a key means', () => {
  const next = command('next', 'N');
  const search = command('search', 'Ctrl+K');
  const open = command('open', 'Enter');
  const all = [next, search, open, command('pane', 'F6')];

  test('single keys do nothing in a text field, others do', () => {
    expect(commandFor(all, press('KeyN'), { focus: 'text', singleKeys: true })).toBeNull();
    expect(commandFor(all, press('KeyK', { ctrl: true }), { focus: 'text', singleKeys: true })?.id).toBe('search');
    expect(commandFor(all, press('F6'), { focus: 'text', singleKeys: true })?.id).toBe('pane');
  });

  test('single letters can be switched off, Ctrl and function keys stay', () => {
    expect(commandFor(all, press('KeyN'), { focus: 'page', singleKeys: false })).toBeNull();
    expect(commandFor(all, press('KeyK', { ctrl: true }), { focus: 'page', singleKeys: false })?.id).toBe('search');
    expect(commandFor(all, press('F6'), { focus: 'page', singleKeys: false })?.id).toBe('pane');
  });

  test('Enter on a focused button belongs to the button', () => {
    expect(commandFor(all, press('Enter'), { focus: 'control', singleKeys: true })).toBeNull();
    expect(commandFor(all, press('Enter'), page)?.id).toBe('open');
    expect(commandFor(all, press('KeyN'), { focus: 'control', singleKeys: true })?.id).toBe('next');
  });

  test('nothing behind an open dialog or menu runs', () => {
    expect(commandFor(all, press('KeyK', { ctrl: true }), { focus: 'overlay', singleKeys: true })).toBeNull();
  });

  test('the innermost command wins, a disabled one lets the next have the key', () => {
    expect(commandFor([...all, command('inner', 'N')], press('KeyN'), page)?.id).toBe('inner');
    expect(commandFor([...all, command('inner', 'N', false)], press('KeyN'), page)?.id).toBe('next');
  });

  test('several keys may mean the same', () => {
    const redo = command('redo', ['Ctrl+Y', 'Ctrl+Shift+Z']);
    expect(commandFor([redo], press('KeyZ', { ctrl: true, shift: true }), page)?.id).toBe('redo');
    expect(commandFor([redo], press('KeyZ', { ctrl: true }), page)).toBeNull();
  });
});

test('function keys and Escape are no typing keys', () => {
  expect(['N', '5', '?', 'Enter'].map(isSingleKey)).toEqual([true, true, true, true]);
  expect(['F6', 'Shift+F6', 'Escape', 'Ctrl+K', 'Alt+1'].map(isSingleKey)).toEqual([false, false, false, false, false]);
});

test('shortcuts are shown as keyboards print them', () => {
  expect(showShortcut('Alt+ArrowUp')).toBe('Alt ↑');
  expect(showShortcut('Ctrl++')).toBe('Ctrl +');
  expect(showShortcut('Escape')).toBe('Esc');
});
