// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from 'vitest';
import { isBrowserKey, keepBrowserOut } from './browser-habits.ts';

beforeAll(() => keepBrowserOut(window));

const key = (code: string, ctrlKey = false, shiftKey = false) => ({ code, ctrlKey, shiftKey, metaKey: false });

test.each([
  ['F12', key('F12')],
  ['Ctrl+N', key('KeyN', true)],
  ['Ctrl+P', key('KeyP', true)],
  ['Ctrl+Shift+I', key('KeyI', true, true)],
])('%s is the browser’s', (_name, pressed) => expect(isBrowserKey(pressed)).toBe(true));

test.each([
  ['a letter', key('KeyN')],
  ['Ctrl+Z', key('KeyZ', true)],
  ['Ctrl+C', key('KeyC', true)],
  ['Ctrl+Shift+Z', key('KeyZ', true, true)],
  ['F6', key('F6')],
])('%s is the page’s', (_name, pressed) => expect(isBrowserKey(pressed)).toBe(false));

test('the page still hears a key whose default is taken away', () => {
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard, { once: true });
  const event = new KeyboardEvent('keydown', { code: 'KeyP', ctrlKey: true, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  expect(heard).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
});

test('right click keeps its menu in a text field only', () => {
  document.body.innerHTML = '<p>text</p><input>';
  const click = (selector: string) => {
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    document.querySelector(selector)?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(click('p')).toBe(true);
  expect(click('input')).toBe(false);
});

test('a link never opens a window, and a plain click goes through', () => {
  document.body.innerHTML = '<a id="plain" href="#x">x</a><a id="blank" href="#x" target="_blank">x</a>';
  const click = (selector: string, options: MouseEventInit = {}) => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...options });
    document.querySelector(selector)?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(click('#plain')).toBe(false);
  expect(click('#plain', { ctrlKey: true })).toBe(true);
  expect(click('#plain', { shiftKey: true })).toBe(true);
  expect(click('#blank')).toBe(true);
  expect(window.open('https://example.com/')).toBeNull();
});

test('a file dropped outside a drop zone does not replace the page', () => {
  const drop = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(drop, 'dataTransfer', { value: { dropEffect: 'copy' } });
  document.body.dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
});
