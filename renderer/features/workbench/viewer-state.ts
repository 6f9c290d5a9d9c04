import type {
  DocumentAbout,
  DocumentFacts,
  ForeignMark,
  FromViewer,
  PhotoFacts,
  ViewerFailure,
} from '#common/contract/viewer.ts';

/** What the frame last said about the open document. */
export interface ViewerState {
  readonly phase: 'opening' | 'shown' | ViewerFailure;
  /** The frame gives no sign of life; its next word ends that. */
  readonly isStopped: boolean;
  readonly page: number;
  readonly pages: number;
  readonly zoom: number;
  readonly fit: 'width' | 'page' | null;
  readonly photo: PhotoFacts | null;
  /** What its bytes say it is; null until they were looked at. */
  readonly about: DocumentAbout | null;
  readonly hasSelection: boolean;
  /** How often the file asked for its password. */
  readonly asked: number;
  readonly facts: DocumentFacts | null;
  readonly foreign: readonly ForeignMark[];
  readonly found: Extract<FromViewer, { kind: 'found' }> | null;
}

export const openingState: ViewerState = {
  phase: 'opening',
  isStopped: false,
  page: 1,
  pages: 1,
  zoom: 1,
  fit: 'width',
  photo: null,
  about: null,
  hasSelection: false,
  asked: 0,
  facts: null,
  foreign: [],
  found: null,
};

export function nextViewerState(state: ViewerState, message: FromViewer | 'open' | 'stopped'): ViewerState {
  if (message === 'open') return openingState;
  if (message === 'stopped') return { ...state, isStopped: true };
  return heardFrom(state.isStopped ? { ...state, isStopped: false } : state, message);
}

function heardFrom(state: ViewerState, message: FromViewer): ViewerState {
  switch (message.kind) {
    case 'opened':
      return { ...state, phase: 'shown', pages: message.pages };
    case 'failed':
      return { ...state, phase: message.code, asked: state.asked + (message.code === 'password' ? 1 : 0) };
    case 'about':
      return { ...state, about: message.about };
    case 'facts':
      return { ...state, facts: message.facts };
    case 'foreign':
      return { ...state, foreign: message.marks };
    case 'found':
      return { ...state, found: message };
    case 'photo':
      return { ...state, photo: message.photo };
    case 'moved':
      return { ...state, page: message.page, pages: message.pages, zoom: message.zoom, fit: message.fit };
    case 'text':
      // It is said again with each key.
      return state.hasSelection === message.hasSelection ? state : { ...state, hasSelection: message.hasSelection };
    default:
      return state;
  }
}
