import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '#main/storage/database.ts';
import { takenPackages, type TakenPackage } from '../book.ts';

type Kind = 'text' | 'integer' | 'boolean' | 'percent' | 'time';
type Table<Row> = Readonly<Record<string, readonly [kind: Kind, of: (row: Row) => string | number | boolean | null]>>;

const stored: Readonly<Record<Kind, string>> = {
  ...{ text: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN', percent: 'VARCHAR', time: 'VARCHAR' },
};
/** Exact: a percent never becomes a binary fraction. Times are UTC. */
const written: Readonly<Record<Kind, string>> = {
  ...{ text: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN', percent: 'DECIMAL(5, 2)', time: 'TIMESTAMP' },
};

const common: Table<TakenPackage> = {
  year: ['integer', ({ content }) => content.said.round.year],
  // Also a folder's name, in which DuckDB writes each Thai letter with nine.
  province: ['text', ({ content }) => Array.from(content.said.lao.province).slice(0, 25).join('')],
  round: ['text', ({ content }) => content.said.round.id],
  district: ['text', ({ content }) => content.said.lao.district],
  lao_code: ['text', ({ content }) => content.said.lao.code],
  lao_name: ['text', ({ content }) => content.said.lao.name.th],
  lao_type: ['text', ({ content }) => content.laoType],
  instrument: ['text', ({ content }) => content.instrument.id],
  instrument_version: ['text', ({ content }) => content.instrument.version],
  package: ['text', ({ examined }) => examined.sha256],
};

const packages: Table<TakenPackage> = {
  ...common,
  submission: ['text', ({ content }) => content.said.submission],
  code: ['text', ({ content }) => content.said.code],
  team: ['text', ({ content }) => content.team],
  indicators: ['integer', ({ lines }) => lines.length],
  self_points: ['integer', ({ content }) => content.totals.self],
  team_points: ['integer', ({ content }) => content.totals.points],
  full_points: ['integer', ({ content }) => content.totals.full],
  self_percent: ['percent', ({ content }) => content.totals.selfPercent],
  team_percent: ['percent', ({ content }) => content.totals.percent],
  mean_of_aspects: ['percent', ({ content }) => content.totals.meanOfAspects],
  points_ratio: ['percent', ({ content }) => content.totals.pointsRatio],
  grade: ['text', ({ content }) => content.totals.grade],
  passed: ['boolean', ({ content }) => content.totals.passed],
  finalised_at: ['time', ({ content }) => content.finalisedAt],
  signed_at: ['time', ({ examined }) => examined.signedAt],
  signers: ['integer', ({ examined }) => examined.signers.length],
};

interface ScoreRow {
  readonly taken: TakenPackage;
  readonly line: TakenPackage['lines'][number];
}

const scores: Table<ScoreRow> = {
  ...Object.fromEntries(
    Object.entries(common).map(([name, [kind, of]]) => [name, [kind, ({ taken }: ScoreRow) => of(taken)] as const]),
  ),
  indicator: ['text', ({ line }) => line.indicator],
  number: ['text', ({ line }) => line.number],
  aspect: ['integer', ({ line }) => line.aspect],
  full_points: ['integer', ({ line }) => line.full],
  self_points: ['integer', ({ line }) => line.self],
  team_points: ['integer', ({ line }) => line.team],
  state: ['text', ({ line }) => line.state],
  pilot: ['boolean', ({ line }) => line.pilot],
  provincial: ['boolean', ({ line }) => line.provincial],
};

/** Rows of one table, column by column, as DuckDB takes them. */
async function open<Row>(connection: DuckDBConnection, name: string, table: Table<Row>) {
  const columns = Object.entries(table).map(([column, [kind]]) => `${column} ${stored[kind]}`);
  await connection.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
  const appender = await connection.createAppender(name);
  const cells = Object.values(table);
  return {
    add(row: Row): void {
      for (const [kind, of] of cells) append(appender, kind, of(row));
      appender.endRow();
    },
    end: (): void => appender.closeSync(),
  };
}

function append(appender: DuckDBAppender, kind: Kind, value: string | number | boolean | null): void {
  if (value === null) appender.appendNull();
  else if (kind === 'boolean') appender.appendBoolean(value === true);
  else if (kind === 'integer') appender.appendInteger(Number(value));
  else appender.appendVarchar(String(value));
}

async function copy<Row>(connection: DuckDBConnection, name: string, table: Table<Row>, folder: string): Promise<void> {
  // Rows lie in the order of the book already (year, province, code): sorting a country again would take a gigabyte.
  const columns = Object.entries(table).map(
    ([column, [kind]]) => `TRY_CAST(${column} AS ${written[kind]}) AS ${column}`,
  );
  const quoted = `'${join(folder, name).replaceAll("'", "''")}'`;
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${name})
     TO ${quoted} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, province))`,
  );
}

/** False where the optional package is not installed. */
async function loadEngine() {
  try {
    return await import('@duckdb/node-api');
  } catch {
    return null;
  }
}

/**
 * What counts as Parquet in Hive layout, for engines: `scores` (a row for each indicator) and `packages` (totals), each
 * under year=…/province=…. Returns false where DuckDB is not installed; then nothing older is left either, since it would
 * be taken for the present state.
 */
export async function writeParquet(book: Database, folder: string): Promise<boolean> {
  const engine = await loadEngine();
  const half = `${folder}.new`;
  await rm(half, { recursive: true, force: true });
  if (engine === null) {
    await rm(folder, { recursive: true, force: true });
    return false;
  }
  await mkdir(half, { recursive: true });
  // No network: extensions that are not built in are neither fetched nor loaded.
  const settings = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', memory_limit: '512MB' };
  const instance = await engine.DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    const [toPackages, toScores] = [
      await open(connection, 'packages', packages),
      await open(connection, 'scores', scores),
    ];
    for await (const taken of takenPackages(book)) {
      toPackages.add(taken);
      for (const line of taken.lines) toScores.add({ taken, line });
    }
    toPackages.end();
    toScores.end();
    await copy(connection, 'packages', packages, half);
    await copy(connection, 'scores', scores, half);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
  return true;
}
