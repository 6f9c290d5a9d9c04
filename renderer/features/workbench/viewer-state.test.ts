import { expect, test } from 'vitest';
import type { FromViewer } from '#common/contract/viewer.ts';
import { nextViewerState, openingState, type ViewerState } from './viewer-state.ts';

const after = (messages: readonly (FromViewer | 'open' | 'stopped')[]): ViewerState =>
  messages.reduce(nextViewerState, openingState);

test('a document opens, moves, and is forgotten when the next one opens', () => {
  const shown = after([
    { kind: 'opened', pages: 4 },
    { kind: 'moved', page: 3, pages: 4, zoom: 1.5, fit: null, rotation: 0 },
    { kind: 'text', hasSelection: true },
  ]);
  expect(shown).toMatchObject({ phase: 'shown', page: 3, pages: 4, zoom: 1.5, fit: null, hasSelection: true });
  expect(nextViewerState(shown, 'open')).toEqual(openingState);
});

test('a refusal stands in place of the document', () => {
  expect(after([{ kind: 'failed', code: 'password' }]).phase).toBe('password');
});

test('a silent frame is said to have stopped until it speaks again', () => {
  const stopped = after([{ kind: 'opened', pages: 2 }, 'stopped']);
  expect(stopped).toMatchObject({ phase: 'shown', isStopped: true });
  expect(nextViewerState(stopped, { kind: 'pong' })).toMatchObject({ phase: 'shown', isStopped: false });
});
