import type { AssignmentRow } from '../data/submission-rows.ts';
import { round } from '../content/rounds.ts';

/** The row as the API gives it. */
export function showAssignment(row: AssignmentRow) {
  const { submission, revision, digest, files, size, confirmed_at: confirmedAt } = row;
  return {
    id: row.id,
    round: round.id,
    team: row.team_name,
    lao: JSON.parse(row.lao) as unknown,
    state: row.state,
    visit: row.visit === null ? null : (JSON.parse(row.visit) as unknown),
    submission: submission === null ? null : { id: submission, revision, digest, files, size, confirmedAt },
  };
}
