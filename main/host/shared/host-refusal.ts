/** Why the app cannot show its window, in the words of its two languages. Told on the terminal: there is no page yet. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  readonly thai: string;
  readonly english: string;

  constructor(thai: string, english: string, options?: ErrorOptions) {
    super(english, options);
    this.thai = thai;
    this.english = english;
  }
}

/** By name, not `instanceof`: a bundle and a source file hold two classes. */
export const isHostRefusal = (error: unknown): error is HostRefusal =>
  error instanceof Error && error.name === 'HostRefusal';
