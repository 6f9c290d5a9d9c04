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

/**
 * Rows that go to the disk together: those of a country would take half a gigabyte of memory. A batch ends with a province
 * as soon as it has enough of `rows` or of `groups` (each a file that is open while the batch is written), so that the rows
 * of most provinces lie in one file; one that has more scores than `most` gets several.
 */
const batch = { rows: 10_000, groups: 16, most: 20_000 };

/** One table, written batch by batch. Rows come in the order of the book (year, province, code), which files keep. */
function open<Row>(connection: DuckDBConnection, folder: string, name: string, table: Table<Row>) {
  const cells = Object.values(table);
  const columns = Object.entries(table).map(([column, [kind]]) => `${column} ${stored[kind]}`);
  const casts = Object.entries(table).map(([column, [kind]]) => `TRY_CAST(${column} AS ${written[kind]}) AS ${column}`);
  const place = `'${join(folder, name).replaceAll("'", "''")}'`;
  let appender: DuckDBAppender | null = null;
  let [batches, waiting, groups, last] = [0, 0, 0, ''];

  async function begin(): Promise<DuckDBAppender> {
    // Anew for each batch: dropping a table frees its memory, deleting its rows would not.
    await connection.run(`CREATE OR REPLACE TABLE ${name} (${columns.join(', ')})`);
    return connection.createAppender(name);
  }

  async function write(): Promise<void> {
    (appender ?? (await begin())).closeSync();
    appender = null;
    [batches, waiting, groups] = [batches + 1, 0, 0];
    await connection.run(
      `COPY (SELECT ${casts.join(', ')} FROM ${name})
       TO ${place} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, province), OVERWRITE_OR_IGNORE,
         FILENAME_PATTERN 'data_${String(batches).padStart(4, '0')}_{i}')`,
    );
  }

  return {
    /** Rows of one package. `group`: its year and province. */
    async add(rows: readonly Row[], group: string): Promise<void> {
      const isEnough = group !== last && (waiting >= batch.rows || groups >= batch.groups);
      if (waiting > 0 && (isEnough || waiting + rows.length > batch.most)) await write();
      if (groups === 0 || group !== last) groups += 1;
      last = group;
      waiting += rows.length;
      appender ??= await begin();
      for (const row of rows) {
        for (const [kind, of] of cells) append(appender, kind, of(row));
        appender.endRow();
      }
    },
    /** Where nothing counts the folder is there too. */
    end: write,
  };
}

function append(appender: DuckDBAppender, kind: Kind, value: string | number | boolean | null): void {
  if (value === null) appender.appendNull();
  else if (kind === 'boolean') appender.appendBoolean(value === true);
  else if (kind === 'integer') appender.appendInteger(Number(value));
  else appender.appendVarchar(String(value));
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
  const made = join(half, 'made');
  await mkdir(made, { recursive: true });
  const settings = {
    // No network: extensions that are not built in are neither fetched nor loaded.
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
    // One thread: rows stay in order, and more of them gain nothing. What does not fit (names may be long) goes to the disk.
    ...{ threads: '1', memory_limit: '256MB', temp_directory: join(half, 'spilled') },
  };
  const instance = await engine.DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    const toPackages = open(connection, made, 'packages', packages);
    const toScores = open(connection, made, 'scores', scores);
    for await (const taken of takenPackages(book)) {
      const { round, lao } = taken.content.said;
      const group = `${round.year}/${lao.province}`;
      await toPackages.add([taken], group);
      await toScores.add(
        taken.lines.map((line) => ({ taken, line })),
        group,
      );
    }
    await toPackages.end();
    await toScores.end();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await rm(folder, { recursive: true, force: true });
  await rename(made, folder);
  await rm(half, { recursive: true });
  return true;
}
