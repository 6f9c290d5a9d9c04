import { Waiting } from '#renderer/components/screen-state.tsx';

export function SettingsScreen() {
  return <Waiting />;
}
