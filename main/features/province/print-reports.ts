import type { Readable } from 'node:stream';
import type { Made, ProvinceGroupKey, ReportParts } from '#common/contract/channels/province.ts';
import { AppError } from '#common/contract/failures.ts';
import { reportFileName } from '#common/domain/report-data.ts';
import { laoFullName } from '#common/domain/lao.ts';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import type { Clock, Exports } from '#main/lib/ports.ts';
import { groupFileName } from './file-names.ts';
import { joinedReports, openReportFiles, zipOfReports, type KeptFile, type ReportFiles } from './report-files.ts';
import { firstFinal, membersOf, type GroupMembers, type ProvinceSources } from './sources.ts';
import { walkResults, type Walk } from './walk.ts';

export interface PaperChoice {
  readonly language: Language;
  readonly digits: Digits;
}

export interface ReportPrinter extends ProvinceSources {
  /** The individual result of a locked review, as PDF. */
  renderReport(submission: string, paper: PaperChoice): Promise<Uint8Array>;
  readonly exports: Pick<Exports, 'offerBytes' | 'offerStream'>;
  /** Keeps sealed what is too large for memory. */
  readonly keep: (source: Readable) => Promise<KeptFile>;
  readonly clock: Clock;
}

interface Order {
  readonly group: ProvinceGroupKey;
  readonly parts: ReportParts;
  readonly paper: PaperChoice;
  readonly walk: Walk;
}

/** The individual result of each LAO of a group, the same paper as from its own screen: one PDF each, joined, or both. */
export async function printReports(deps: ReportPrinter, { group, parts, paper, walk }: Order): Promise<Made> {
  const members = await membersOf(deps, group);
  firstFinal(members);
  const outputs = openOutputs(deps, group, parts, paper);
  try {
    return await fill(deps, members, outputs, { paper, walk });
  } catch (error) {
    for (const { files } of outputs) await files.drop(error);
    throw error;
  }
}

async function fill(
  deps: ReportPrinter,
  members: GroupMembers,
  outputs: readonly Output[],
  { paper, walk }: Pick<Order, 'paper' | 'walk'>,
): Promise<Made> {
  const order = new Map(members.all.map(({ id }, index) => [id, index]));
  const { results, leftOut } = await walkResults(deps, members, walk, async ({ manifest }, { id }) => {
    const bytes = await deps.renderReport(id, paper);
    const report = {
      name: reportFileName(manifest, paper.language, false),
      title: `${manifest.lao.code} ${laoFullName(manifest.lao, paper.language)}`,
      order: order.get(id) ?? 0,
      bytes,
    };
    for (const { files } of outputs) await files.add(report);
  });
  if (results === 0) throw new AppError('report.failed');
  const made: Made['files'] = [];
  for (const { files, name, mediaType } of outputs) {
    const { size, read, remove } = await files.end();
    walk.signal.throwIfAborted();
    made.push(deps.exports.offerStream(name, mediaType, size, read, remove));
  }
  return { files: made, results, leftOut };
}

interface Output {
  readonly files: ReportFiles;
  readonly name: string;
  readonly mediaType: string;
}

function openOutputs(
  { clock, keep }: ReportPrinter,
  group: ProvinceGroupKey,
  parts: ReportParts,
  { language }: PaperChoice,
): readonly Output[] {
  const name = `${language === 'th' ? 'รายงานผล' : 'reports'}-${groupFileName(group)}`;
  const title =
    language === 'th'
      ? `รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ${group.year} จังหวัด${group.province}`
      : `Local Performance Assessment ${group.year}: results of ${group.province} Province`;
  return [
    ...(parts === 'joined'
      ? []
      : [
          {
            files: openReportFiles(keep, zipOfReports(new Date(clock.now()))),
            name: `${name}.zip`,
            mediaType: 'application/zip',
          },
        ]),
    ...(parts === 'each'
      ? []
      : [
          {
            files: openReportFiles(keep, joinedReports({ title, language })),
            name: `${name}.pdf`,
            mediaType: 'application/pdf',
          },
        ]),
  ];
}
