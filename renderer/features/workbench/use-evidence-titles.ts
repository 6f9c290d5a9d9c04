import { evidenceTitles } from '#renderer/lib/evidence-titles.ts';
import { useDesk } from './desk.ts';

/** Title of evidence by its id, of the LAO's and the team's own. */
export function useEvidenceTitles(): (evidence: string) => string {
  const { detail, snapshot } = useDesk();
  return evidenceTitles(detail.manifest, snapshot.review);
}
