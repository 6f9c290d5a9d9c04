import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useSettings } from '#renderer/lib/settings.ts';

export type SideKind = 'none' | 'thumbnails' | 'outline';

export interface ViewerLayout {
  readonly side: SideKind;
  readonly isSplit: boolean;
}

/** Wide windows show more without being asked; what somebody chose stays. */
const roomForSide = 1600;
const roomForTwo = 2200;

export const layoutFor = (
  chosen: { readonly side: SideKind | null; readonly isSplit: boolean | null },
  windowWidth: number,
): ViewerLayout => ({
  side: chosen.side ?? (windowWidth >= roomForSide ? 'thumbnails' : 'none'),
  isSplit: chosen.isSplit ?? windowWidth >= roomForTwo,
});

export interface ChosenLayout extends ViewerLayout {
  /** The same strip again puts it away. */
  toggleSide(side: Exclude<SideKind, 'none'>): void;
  toggleSplit(): void;
}

/** How this person looks at evidence, on this computer. */
export function useViewerLayout(): ChosenLayout {
  const { viewer } = useSettings();
  const change = useChangeSettings();
  const layout = layoutFor(viewer, window.innerWidth);
  return {
    ...layout,
    toggleSide: (side) => {
      change({ viewer: { ...viewer, side: layout.side === side ? 'none' : side } });
    },
    toggleSplit: () => {
      change({ viewer: { ...viewer, isSplit: !layout.isSplit } });
    },
  };
}
