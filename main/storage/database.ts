/** A value that can be bound to a statement. */
export type Value = string | number | null | Uint8Array;

export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** SQL with bound parameters; interpolation can never become SQL text. */
export const sql = (strings: TemplateStringsArray, ...values: readonly Value[]): Statement => ({
  text: strings.join('?'),
  values,
});

export interface Reader {
  all<T>(query: Statement): Promise<T[]>;
  get<T>(query: Statement): Promise<T | undefined>;
}

export interface Tx extends Reader {
  run(query: Statement): Promise<{ readonly changes: number }>;
}

export interface Database extends Reader {
  /** Runs alone: no other write starts until this one commits or rolls back. Durable when it resolves. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
