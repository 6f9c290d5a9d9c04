import type { Review } from '#common/domain/review.ts';
import type { LoadedGround } from './catalogue.ts';

/** What search needs to know of the submissions and of what was written in them. */
export interface SearchSources {
  /** Of every submission, without reading its manifest. */
  records(): Promise<
    readonly {
      readonly id: string;
      readonly manifestDigest: string;
      readonly evidence: readonly { readonly id: string; readonly status: string }[];
    }[]
  >;
  load(submission: string): Promise<LoadedGround>;
  review(submission: string): Promise<Review>;
}
