import { createContext, useContext } from 'react';
import type { LiveCheck } from '#common/domain/visit.ts';

/** Ways for the parts of the workbench to take in what the team brings itself. */
export interface FieldDesk {
  addEvidence(): void;
  /** A new live check of the open indicator, or this one to be changed. */
  recordLive(check?: LiveCheck): void;
  openTab(id: string): void;
}

export const FieldDeskContext = createContext<FieldDesk | null>(null);

export function useFieldDesk(): FieldDesk {
  const desk = useContext(FieldDeskContext);
  if (!desk) throw new Error('This part stands outside the workbench');
  return desk;
}
