import type { ReportInput } from '../report-input.ts';

/** What a paper is made from. */
export interface PaperInput extends ReportInput {
  /** Office of the person who prints, as typed in the profile; '' where nobody said. */
  readonly office: string;
  readonly pictures: PaperPictures;
}

/** Pictures of the team's own evidence that can be drawn. */
export interface PaperPictures {
  /** Under which the print page asks for them. */
  readonly submission: string;
  /** Ids of those whose file is here: a package may hold none of them. */
  readonly here: ReadonlySet<string>;
}
