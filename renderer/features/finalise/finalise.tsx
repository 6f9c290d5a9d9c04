import { Waiting } from '#renderer/components/screen-state.tsx';

export function Finalise(_props: { readonly submission: string }) {
  return <Waiting />;
}
