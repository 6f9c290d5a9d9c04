import { Waiting } from '#renderer/components/screen-state.tsx';

export function Workbench(_props: { readonly submission: string; readonly indicator: string | null }) {
  return <Waiting />;
}
