import { readFile } from 'node:fs/promises';
import type { Language } from '#common/domain/text.ts';
import { readReceipt } from '#main/lib/receipt-jws.ts';
import { outcomeWords } from './intake-text.ts';
import { both, writeLine, type ExitCode } from './terminal.ts';

/** Says what a centre's receipt says. Throws AppError 'receipt.…'. */
export async function inspectReceipt(file: string, language: Language): Promise<ExitCode> {
  const { receipt, issuer } = await readReceipt(await readFile(file, 'utf8'));
  const { outcome, issuedAt, content, result, reasons, moreReasons, other } = receipt;
  const say = (th: string, en: string) => writeLine(both(th, en)[language]);
  say(
    `ใบรับจากศูนย์ ลายมือชื่อถูกต้อง: ${outcomeWords[outcome].th}`,
    `Receipt of a centre, its signature holds: ${outcomeWords[outcome].en}`,
  );
  const self = issuer.selfSigned ? both('ออกโดยผู้ลงนามเอง', 'self-signed')[language] : issuer.issuer;
  writeLine(`  ${issuer.owner} · ${issuedAt} · ${self} · SHA-256 ${issuer.fingerprint}`);
  say(
    `  แพ็กเกจ: ${receipt.package.fileName} · SHA-256 ${receipt.package.sha256}`,
    `  Package: ${receipt.package.fileName} · SHA-256 ${receipt.package.sha256}`,
  );
  if (content !== null)
    writeLine(
      `  ${content.lao.name[language]} (${content.lao.code}) · ${content.round.title[language]} · ${content.code}`,
    );
  if (result !== null)
    say(`  ผลที่ศูนย์คำนวณ: ${result.percent ?? '–'}`, `  Computed by the centre: ${result.percent ?? '–'}`);
  if (other !== null) say(`  เทียบกับแพ็กเกจ SHA-256 ${other}`, `  Compared with the package SHA-256 ${other}`);
  for (const { code, message, indicator } of reasons)
    writeLine(`  [${code}] ${indicator === undefined ? '' : `${indicator}: `}${message[language]}`);
  if (moreReasons > 0) writeLine(`  … +${moreReasons}`);
  return 0;
}
