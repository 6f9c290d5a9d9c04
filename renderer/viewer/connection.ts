import type { FromViewer, ToViewer } from '#common/contract/viewer.ts';
import { frameGreeting, originOf, portGreeting, readToViewer } from './protocol.ts';

/** The frame's end of the port. */
export interface Link {
  send(message: FromViewer): void;
  onMessage(listener: (message: ToViewer) => void): void;
}

/** Greets the page and waits for the one port it hands over; a port from any other origin or window is ignored. */
export function connect(frame: Window): Promise<Link> {
  const page = originOf('app', frame.location.protocol);
  return new Promise((resolve) => {
    const onGreeting = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.origin !== page || event.source !== frame.parent || event.data !== portGreeting || !port) return;
      frame.removeEventListener('message', onGreeting);
      resolve({
        send: (message) => {
          port.postMessage(message);
        },
        onMessage: (listener) => {
          port.onmessage = ({ data }: MessageEvent<unknown>) => {
            const message = readToViewer(data);
            if (message) listener(message);
          };
        },
      });
    };
    frame.addEventListener('message', onGreeting);
    frame.parent.postMessage(frameGreeting, page);
  });
}
