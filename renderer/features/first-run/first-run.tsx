import { Waiting } from '#renderer/components/screen-state.tsx';

export function FirstRun(_props: { readonly onDone: () => void }) {
  return <Waiting />;
}
