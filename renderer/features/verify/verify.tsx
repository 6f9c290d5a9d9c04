import { Waiting } from '#renderer/components/screen-state.tsx';

export function Verify() {
  return <Waiting />;
}
