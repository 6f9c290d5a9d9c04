import { mkdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '#common/contract/failures.ts';
import { laoFullName } from '#common/domain/lao.ts';
import { paperFileName } from '#common/domain/paper/build-paper.ts';
import { paperHindrance } from '#common/domain/paper/hindrance.ts';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import { reportFileName } from '#common/domain/report-data.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Language } from '#common/domain/text.ts';
import type { PrintOptions } from '#main/features/report/print-report.ts';
import { writeAsiceFile } from '#main/lib/asice/write-asice-file.ts';
import { createHandover } from '#main/lib/handover.ts';
import { joinPdfs, type DocumentToJoin } from '#main/lib/pdf/join-pdfs.ts';
import { writeAtomically } from '#main/storage/atomic-file.ts';
import { onDisk } from '#main/storage/storage-failure.ts';
import { openPackage } from '#main/verify/verify-file.ts';
import type { OpenedPackage } from '#main/verify/verify-package.ts';
import { openPress } from './report-press.ts';
import { both, writeError, writeLine, type ExitCode } from './terminal.ts';
import { verdictLines } from './verdict-text.ts';

interface ReportOptions {
  /** A PDF for one package; a folder for several. */
  readonly out: string;
  /** One more PDF of all reports, with a bookmark each. */
  readonly joined?: string | undefined;
  /** Of the messages. */
  readonly language: Language;
  /** The result, or another paper of it. */
  readonly kind: 'result' | PaperKind;
  /** Of the print. */
  readonly paper: PrintOptions;
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Prints the reports of valid packages again, from the packages' own content. A bad one is named; the others go on. */
export async function reprint(files: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const { language, kind, paper, joined } = options;
  const inFolder = files.length > 1 || (await isFolder(options.out));
  if (inFolder) await onDisk(options.out, () => mkdir(options.out, { recursive: true }));
  const joining = joined === undefined ? null : openJoined(joined, options);
  const names = new Set<string>();
  const press = openPress();
  let code: ExitCode = 0;
  try {
    for (const [index, file] of files.entries()) {
      const opened = await openPackage(file);
      if (opened.report.verdict !== 'valid' || opened.ground === null) {
        const { verdict, audience } = opened.report;
        code = worse(
          code,
          verdict === 'valid' && audience !== 'full' ? leave(opened, language) : refuse(opened, language),
        );
        continue;
      }
      const { ground } = opened;
      if (kind !== 'result' && paperHindrance(kind, ground) !== null) {
        const why = both('แพ็กเกจนี้ไม่มีข้อมูลสำหรับเอกสารนี้', 'The package holds nothing for this paper.')[language];
        writeError(`${basename(file)}: ${why}`);
        code = worse(code, 1);
        continue;
      }
      const pdf = await press.print(file, ground, kind, paper);
      const name = freeName(names, nameOf(kind, ground.manifest, paper.language));
      const target = resolve(inFolder ? join(options.out, name) : options.out);
      await onDisk(target, () => writeAtomically(target, pdf));
      const { lao } = ground.manifest;
      await joining?.add({ bytes: pdf, title: `${lao.code} ${laoFullName(lao, paper.language)}`, order: index });
      const count = files.length === 1 ? '' : `[${index + 1}/${files.length}] `;
      writeLine(`${count}${both(`พิมพ์รายงานแล้ว: ${target}`, `Report printed: ${target}`)[language]}`);
    }
    if (names.size > 0) await joining?.end();
    return code;
  } finally {
    await joining?.drop();
    await press.close();
  }
}

const nameOf = (kind: ReportOptions['kind'], manifest: SubmissionManifest, language: Language): string =>
  kind === 'result' ? reportFileName(manifest, language, false) : paperFileName(kind, manifest, language);

const worse = (a: ExitCode, b: ExitCode): ExitCode => (a > b ? a : b);

function refuse({ report }: OpenedPackage, language: Language): ExitCode {
  for (const line of verdictLines(report, language)) writeError(line);
  writeError(
    `${basename(report.file)}: ${both('ไม่พิมพ์รายงานจากแพ็กเกจที่ใช้ไม่ได้', 'No report is printed from such a package.')[language]}`,
  );
  return report.verdict === 'unreadable' ? 2 : 1;
}

/** An edition for others holds too little to print from, and its own report. */
function leave({ report }: OpenedPackage, language: Language): ExitCode {
  const code = report.content?.code ?? '–';
  const why = both(
    `เป็นฉบับสำหรับผู้อื่น พิมพ์รายงานใหม่ไม่ได้ รายงานของฉบับนี้คือไฟล์ report.pdf ในแพ็กเกจ ฉบับเต็มพิมพ์ได้จากแพ็กเกจ ${code}`,
    `An edition for others: its report is the file report.pdf inside, and is not printed again. The full package ${code} prints one.`,
  );
  writeError(`${basename(report.file)}: ${why[language]}`);
  return 1;
}

/** Two packages of one LAO must not write one file. */
function freeName(taken: Set<string>, name: string): string {
  let free = name;
  for (let copy = 2; taken.has(free); copy++) free = name.replace(/\.pdf$/, `-${copy}.pdf`);
  taken.add(free);
  return free;
}

/** The joined file grows while reports are printed; it has its name only once it is complete. */
function openJoined(path: string, { language, paper }: ReportOptions) {
  const title = both('รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น', 'Local Performance Assessment: results')[
    paper.language
  ];
  const target = resolve(path);
  const { put, end, values } = createHandover<DocumentToJoin>();
  const written = writeAsiceFile(target, Readable.from(joinPdfs(values, { title, language: paper.language })));
  written.catch(() => undefined); // told by `add` or `end`
  return {
    add: (document: DocumentToJoin) => Promise.race([put(document), written]),
    async end() {
      end();
      await written;
      writeLine(both(`รวมเล่มแล้ว: ${target}`, `Joined: ${target}`)[language]);
    },
    /** Without effect once it has ended. */
    async drop() {
      end(new AppError('cancelled'));
      await written.catch(() => undefined);
    },
  };
}
