import type { ExecutiveForm, Made, ProvinceGroupKey } from '#common/contract/channels/province.ts';
import { AppError } from '#common/contract/failures.ts';
import type { PrintJob } from '#common/contract/print-job.ts';
import { executiveIssues, proposeExecutiveForm, unknownNumber } from '#common/domain/executive-form.ts';
import { buildExecutiveView } from '#common/domain/executive-view.ts';
import type { Clock, Exports } from '#main/lib/ports.ts';
import type { Database } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';
import { groupFileName } from './file-names.ts';
import { gather } from './gather.ts';
import type { PaperChoice } from './print-reports.ts';
import { firstFinal, membersOf, type ProvinceSources } from './sources.ts';
import type { Walk } from './walk.ts';

export interface ExecutiveDeps extends ProvinceSources {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly vault: Vault };
  readonly exports: Pick<Exports, 'offerBytes'>;
  readonly clock: Clock;
  printJob(job: PrintJob): Promise<Uint8Array>;
}

const kind = 'executive-form';

/** As it was used last with this instrument, else a proposal. */
export async function executiveForm(deps: ExecutiveDeps, group: ProvinceGroupKey): Promise<ExecutiveForm> {
  const { db, vault } = deps.current();
  // Sealed by this program after it was checked.
  const kept = (await readDocument(db, vault, kind, group.instrument)) as ExecutiveForm | undefined;
  if (kept?.issues.length === executiveIssues) return kept;
  const { instrument } = await deps.submissions.load(firstFinal(await membersOf(deps, group)).id);
  const proposed = proposeExecutiveForm(instrument);
  return { ...proposed, issues: [...proposed.issues] };
}

/** Throws AppError('province.unknown-indicator') for a number that the instrument does not have. */
export async function printExecutive(
  deps: ExecutiveDeps,
  { group, form, paper, walk }: { group: ProvinceGroupKey; form: ExecutiveForm; paper: PaperChoice; walk: Walk },
): Promise<Made> {
  const { instrument } = await deps.submissions.load(firstFinal(await membersOf(deps, group)).id);
  const unknown = unknownNumber(instrument, form);
  if (unknown !== null) throw new AppError('province.unknown-indicator', { number: unknown.slice(0, 20) });
  const { db, vault } = deps.current();
  await db.write((tx) => writeDocument(tx, vault, kind, group.instrument, form));
  const { input, ...walked } = await gather(deps, group, walk);
  const printedAt = new Date(deps.clock.now()).toISOString();
  const bytes = await deps.printJob(buildExecutiveView({ ...input, ...paper, printedAt }, form));
  walk.signal.throwIfAborted();
  const name = `${paper.language === 'th' ? 'ผู้บริหารท้องถิ่น' : 'executives'}-${groupFileName(group)}.pdf`;
  return { files: [deps.exports.offerBytes(name, 'application/pdf', bytes)], ...walked };
}
