import type { ExportTicket } from '#common/contract/channels/library.ts';
import type {
  DataFormat,
  ExecutiveForm,
  Made,
  ProvinceGroup,
  ProvinceGroupKey,
  ReportParts,
} from '#common/contract/channels/province.ts';
import { buildProvinceSummary } from '#common/domain/province-summary.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { Language } from '#common/domain/text.ts';
import { buildResult } from '#common/formats/build-result.ts';
import type { Result } from '#common/formats/results-schema.ts';
import type { Emit } from '#main/lib/ports.ts';
import type { DataFileOptions } from './data-file.ts';
import { executiveForm, printExecutive, type ExecutiveDeps } from './executive.ts';
import { groupFileName, resultFileName } from './file-names.ts';
import { gather } from './gather.ts';
import { createJobs } from './jobs.ts';
import { printReports, type PaperChoice, type ReportPrinter } from './print-reports.ts';
import { dataTypes, openDataFile } from './open-data-file.ts';
import { firstFinal, listGroups, membersOf, type LoadedResult } from './sources.ts';
import { walkResults } from './walk.ts';

export interface ProvinceDeps extends ReportPrinter, Omit<ExecutiveDeps, 'exports'> {
  readonly emit: Emit;
  readonly version: string;
}

/** Prints at the same time: one page is laid out while another is written. */
const abreast = 2;

interface DataChoice {
  readonly format: DataFormat;
  readonly language: Language;
}

interface GroupJob {
  readonly group: ProvinceGroupKey;
  /** Names the progress events, and what to cancel. */
  readonly job: string;
}

/** What concerns many LAOs at once: their results as data and as papers of the province. */
export function createProvince(deps: ProvinceDeps) {
  const { submissions, exports, clock, emit } = deps;
  const jobs = createJobs();
  const software = { name: 'LPA Assessor', version: deps.version };

  async function resultOf(loaded: LoadedResult, submission: string): Promise<Result> {
    const { manifestDigest, instrumentDigest } = await submissions.load(submission);
    const { manifest, instrument, review, amendments } = loaded;
    const totals = computeTotals(instrument, manifest, review);
    return buildResult({
      ...{ manifest, manifestDigest, instrument, instrumentDigest, review, totals },
      cited: amendments.cited,
      software,
    });
  }

  async function fileOptions(submission: string, language: Language): Promise<DataFileOptions> {
    const { instrument, instrumentDigest } = await submissions.load(submission);
    return { instrument, instrumentDigest, language, exportedAt: new Date(clock.now()).toISOString(), software };
  }

  return {
    groups: (): Promise<ProvinceGroup[]> => listGroups(deps),

    cancel: (job: string): void => jobs.cancel(job),

    /** The library closes. */
    forget: (): void => jobs.stopAll(),

    async resultData({
      submission,
      format,
      language,
    }: DataChoice & { readonly submission: string }): Promise<ExportTicket> {
      const file = await openDataFile(format, await fileOptions(submission, language));
      const loaded = await deps.reviews.load(submission);
      await file.add(await resultOf(loaded, submission));
      const bytes = await file.end();
      await deps.reviews.load(submission); // locked meanwhile: then nothing of it is offered any more
      const { ending, mediaType } = dataTypes[format];
      const isDraft = loaded.review.finalised === null;
      return exports.offerBytes(`${resultFileName(loaded.manifest, isDraft)}${ending}`, mediaType, bytes);
    },

    groupData: ({ group, format, language, job }: DataChoice & GroupJob): Promise<Made> =>
      jobs.run(job, async (signal) => {
        const members = await membersOf(deps, group);
        const file = await openDataFile(format, await fileOptions(firstFinal(members).id, language));
        const walked = await walkResults(deps, members, { job, signal, emit }, async (loaded, { id }) => {
          await file.add(await resultOf(loaded, id));
        });
        const bytes = await file.end();
        signal.throwIfAborted();
        const { ending, mediaType } = dataTypes[format];
        return { files: [exports.offerBytes(`${groupFileName(group)}${ending}`, mediaType, bytes)], ...walked };
      }),

    reports: ({
      group,
      parts,
      job,
      ...paper
    }: PaperChoice & GroupJob & { readonly parts: ReportParts }): Promise<Made> =>
      jobs.run(job, (signal) => printReports(deps, { group, parts, paper, walk: { job, signal, emit, abreast } })),

    executiveForm: (group: ProvinceGroupKey): Promise<ExecutiveForm> => executiveForm(deps, group),

    executive: ({
      group,
      form,
      job,
      ...paper
    }: PaperChoice & GroupJob & { readonly form: ExecutiveForm }): Promise<Made> =>
      jobs.run(job, (signal) => printExecutive(deps, { group, form, paper, walk: { job, signal, emit } })),

    summary: ({ group, job, ...paper }: PaperChoice & GroupJob): Promise<Made> =>
      jobs.run(job, async (signal) => {
        const { input, ...walked } = await gather(deps, group, { job, signal, emit });
        const data = buildProvinceSummary({ ...input, ...paper, printedAt: new Date(clock.now()).toISOString() });
        const bytes = await deps.printJob(data);
        signal.throwIfAborted();
        const name = paper.language === 'th' ? 'สรุปผลจังหวัด' : 'summary';
        return {
          files: [exports.offerBytes(`${name}-${groupFileName(group)}.pdf`, 'application/pdf', bytes)],
          ...walked,
        };
      }),
  };
}
