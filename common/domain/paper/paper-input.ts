import type { ReportInput } from '../report-input.ts';

/** What a paper is made from. */
export interface PaperInput extends ReportInput {
  /** Office of the person who prints, as typed in the profile; '' where nobody said. */
  readonly office: string;
}
