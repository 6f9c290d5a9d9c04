import { Waiting } from '#renderer/components/screen-state.tsx';

export function Unlock() {
  return <Waiting />;
}
