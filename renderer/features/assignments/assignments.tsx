import { Waiting } from '#renderer/components/screen-state.tsx';

export function Assignments() {
  return <Waiting />;
}
