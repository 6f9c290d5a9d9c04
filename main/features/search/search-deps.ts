import type { Clock, Emit } from '#main/lib/ports.ts';
import type { Database } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import type { SearchSources } from './sources.ts';

export interface SearchDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly vault: Vault };
  readonly clock: Clock;
  readonly emit: Emit;
  readonly version: string;
  readonly sources: SearchSources;
  /** Threads and what they load, as the build made them (`out/workers`). */
  readonly workersFolder: string;
  defect(where: string, error: unknown): void;
}
