import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { paperKinds, type PaperKind } from '#common/domain/paper/paper.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import type { Language } from '#common/domain/text.ts';
import { failureSentence } from './failure-sentences.ts';
import type { IntakeCommandOptions } from './intake-command.ts';
import { inspectFile } from './inspect-command.ts';
import { productVersion } from './project-folder.ts';
import { languageOf, writeError, type ExitCode } from './terminal.ts';
import { verifyFiles } from './verify-command.ts';

interface Shared {
  readonly lang?: string;
}

interface VerifyArguments extends Shared {
  readonly json?: true;
  readonly signer?: string;
  readonly trust: readonly string[];
  readonly trustTime: readonly string[];
}

interface TimestampArguments {
  readonly authority: string;
  readonly trustTime: readonly string[];
}

interface ReportArguments extends Shared {
  readonly out: string;
  readonly joined?: string;
  readonly paper: 'result' | PaperKind;
  readonly digits: Digits;
}

/** The command line: packages, bundles and instruments without a library and without a passphrase. */
function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('lpa')
    .description(
      'ตรวจสอบและอ่านแพ็กเกจผลการประเมิน LPA\nVerify and read LPA review packages. Needs neither a library nor a passphrase.',
    )
    .version(productVersion())
    .showHelpAfterError('(lpa --help)');
  const lang = () => new Option('--lang <language>', 'ภาษา · language (default: from LANG)').choices(['th', 'en']);
  const fileOption = (flags: string, text: string) =>
    new Option(flags, text).argParser((file: string, before: readonly string[]) => [...before, file]).default([], '–');
  const trustOption = () =>
    fileOption(
      '--trust <file>',
      'ผู้ออกใบรับรองของผู้ลงนามที่เชื่อถือ และรายการเพิกถอน · issuers of signers to trust, and lists of revoked certificates (PEM, DER; repeatable)',
    );
  const trustTimeOption = () =>
    fileOption(
      '--trust-time <file>',
      'ผู้ประทับเวลาที่เชื่อถือ (--trust ไม่นับ) · timestamp authorities to trust; --trust does not vouch for them (repeatable)',
    );
  const languageFor = (options: Shared) => languageOf(options.lang, process.env);

  program
    .command('verify')
    .description(
      'ตรวจแพ็กเกจ .asice และคำนวณคะแนนซ้ำ · Verify packages and recompute every score.\nExit: 0 all valid, 1 any invalid, 2 unreadable; Ctrl-C ends it at once (130 in a shell). A package that the chair has not closed yet is valid too; its first line says so.',
    )
    .argument('<file...>', '.asice')
    .option('--json', 'ผลเป็น JSON ทั้งสองภาษา · the findings as JSON, in both languages')
    .option('--signer <sha256>', 'ลายพิมพ์ใบรับรองที่ต้องลงนาม · fingerprint of the certificate that must have signed')
    .addOption(trustOption())
    .addOption(trustTimeOption())
    .addOption(lang())
    .action(async (files: string[], options: VerifyArguments) => {
      const { json = false, signer, trust, trustTime } = options;
      const pinned = signer === undefined ? {} : { signer };
      finish(await verifyFiles(files, { json, language: languageFor(options), trust, trustTime, ...pinned }));
    });

  program
    .command('inspect')
    .description(
      'บอกว่าในไฟล์มีอะไร (.asice, .lpasub, .lpareceipt, เกณฑ์ .json) · Say what is inside a package, bundle, receipt or instrument.',
    )
    .argument('<file>', '.asice, .lpasub, .lpareceipt, .json')
    .addOption(lang())
    .action(async (file: string, options: Shared) => finish(await inspectFile(file, languageFor(options))));

  program
    .command('report')
    .description(
      'พิมพ์รายงานจากแพ็กเกจเป็น PDF · Print the reports of packages again, as PDF; a bad package stops no other.',
    )
    .argument('<file...>', '.asice')
    .requiredOption('--out <path>', 'ไฟล์ PDF หรือโฟลเดอร์ของหลายแห่ง · PDF to write, or the folder for several')
    .option('--joined <pdf>', 'รวมทุกแห่งเป็นไฟล์เดียวด้วย · one more PDF of all of them')
    .addOption(
      new Option('--paper <kind>', 'เอกสารที่พิมพ์ · what to print').choices(['result', ...paperKinds]).default('result'),
    )
    .addOption(
      new Option('--digits <digits>', 'เลขในรายงาน · digits on paper').choices(['thai', 'arabic']).default('thai'),
    )
    .addOption(lang())
    .action(async (files: string[], options: ReportArguments) => {
      const language: Language = languageFor(options);
      // Only this command needs a browser; the others start faster without it.
      const { reprint } = await import('./report-command.ts');
      const paper = { language: options.lang === 'en' ? ('en' as const) : ('th' as const), digits: options.digits };
      const { out, joined, paper: kind } = options;
      finish(await reprint(files, { out, joined, kind, language, paper }));
    });

  program
    .command('intake')
    .description(
      'รับแพ็กเกจทั้งโฟลเดอร์ ตรวจทุกไฟล์ คำนวณคะแนนซ้ำ และออกใบรับที่ลงนาม เรียกซ้ำได้ · Take in a folder of packages: verify each, recompute every score, sign a receipt for each. Can be run again at any time.\nExit: 0 all taken, 1 some were not, 2 could not be done.',
    )
    .argument('<folder>', 'โฟลเดอร์ที่มี .asice · folder with .asice files')
    .requiredOption('--out <dir>', 'โฟลเดอร์ของศูนย์รับ: สมุดรับ ใบรับ ผล · where book, receipts and results are kept')
    .option(
      '--key <p12>',
      'กุญแจลงนามใบรับ (PKCS#12) รหัสผ่านจาก LPA_KEY_PASSWORD หรือถาม · key that signs receipts; password from LPA_KEY_PASSWORD or asked',
    )
    .addOption(trustOption())
    .addOption(trustTimeOption())
    .addOption(
      fileOption(
        '--sender-keys <file>',
        'กุญแจผู้ส่งที่รับ: ลายพิมพ์บรรทัดละหนึ่ง หรือ JWK Set · keys that submissions may be signed with (repeatable)',
      ),
    )
    .addOption(
      fileOption('--instrument <file>', 'ชุดตัวชี้วัดที่รับ (.json) · instruments that are taken, no others (repeatable)'),
    )
    .option('--choose <sha256...>', 'แพ็กเกจที่เจ้าหน้าที่เลือกใช้ · packages that a person chose where several contradict')
    .addOption(
      new Option('--threads <n>', 'จำนวนที่ตรวจพร้อมกัน · how many at once').argParser((text: string) => {
        const count = Number(text);
        if (!Number.isInteger(count) || count < 1 || count > 64) throw new InvalidArgumentError('1–64');
        return count;
      }),
    )
    .addOption(lang())
    .action(async (folder: string, options: Shared & IntakeCommandOptions) => {
      const { intake } = await import('./intake-command.ts');
      finish(await intake(folder, { ...options, language: languageFor(options) }));
    });

  program
    .command('timestamp')
    .description('ประทับเวลาลายมือชื่อในแพ็กเกจ (ระดับ T) · Add timestamps to the signatures of a package (level T).')
    .argument('<file>', '.asice')
    .requiredOption('--authority <url>', 'ผู้ให้บริการประทับเวลา RFC 3161 · timestamp authority: https, or on this machine')
    .addOption(trustTimeOption())
    .addOption(lang())
    .action(async (file: string, options: Shared & TimestampArguments) => {
      const { timestampFile } = await import('./timestamp-command.ts');
      const { authority, trustTime } = options;
      finish(await timestampFile(file, { authority, trustTime, language: languageFor(options) }));
    });

  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

/** Runs one command; the process ends with its exit code once all output is written. */
async function run(args: readonly string[]): Promise<void> {
  const finish = (code: ExitCode) => {
    process.exitCode = code;
  };
  // A reader that closes early (`lpa verify … | head`) is no failure.
  process.stdout.on('error', () => process.exit());
  try {
    await createProgram(finish).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    writeError(failureSentence(error, languageOf(/--lang[= ](th|en)/.exec(args.join(' '))?.[1], process.env)));
    finish(2);
  }
}

// Node tells the users of a bundle what a library of it still calls (exceljs: `Buffer()`); they can do nothing about it.
process.noDeprecation = true;
await run(process.argv.slice(2));
