import { Waiting } from '#renderer/components/screen-state.tsx';

export function Overview(_props: { readonly submission: string }) {
  return <Waiting />;
}
