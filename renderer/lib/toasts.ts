import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';

export interface ToastContent {
  readonly tone: 'ok' | 'bad';
  readonly text: string;
}

export const toasts = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Short word about something that is done; nothing that needs an answer. */
export const tellDone = (text: string): void => {
  toasts.add({ tone: 'ok', text }, { timeout: 6000 });
};

/** A refusal that no control on the screen is responsible for. Stays until closed. */
export const tellFailed = (text: string): void => {
  toasts.add({ tone: 'bad', text });
};
