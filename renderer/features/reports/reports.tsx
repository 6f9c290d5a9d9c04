import { Waiting } from '#renderer/components/screen-state.tsx';

export function Reports(_props: { readonly submission: string }) {
  return <Waiting />;
}
