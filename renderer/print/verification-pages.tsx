import { useEffect } from 'react';
import type { VerificationJob } from '#common/contract/print-job.ts';
import { notClosed, type CheckId, type CheckResult, type Signer, type VerifyReport } from '#common/domain/verdict.ts';
import { formatDate, formatTime } from '#common/domain/thai-date.ts';
import { inDigits } from '#common/domain/print-digits.ts';
import { Lines } from './lines.tsx';
import { PageStyle } from './page-style.tsx';
import { Thai } from './thai.tsx';

const words = {
  th: {
    title: 'ผลการตรวจสอบแพ็กเกจ',
    file: 'ไฟล์',
    code: 'รหัสแพ็กเกจ',
    lao: 'อปท.',
    result: 'ผลการประเมินที่คำนวณใหม่',
    printed: 'พิมพ์เมื่อ',
    untrusted: 'ข้อมูลในแพ็กเกจนี้เชื่อถือไม่ได้',
    checks: 'รายการที่ตรวจสอบ',
    check: 'เรื่อง',
    outcome: 'ผล',
    detail: 'รายละเอียด',
    findings: 'ข้อค้นพบ',
    signers: 'ผู้ลงลายมือชื่อ',
    signed: 'ลงนามเมื่อ',
    selfSigned: 'ใบรับรองที่ออกโดยเจ้าของเอง',
    issuer: 'ออกโดย',
    certificate: 'ลายนิ้วมือใบรับรอง (SHA-256)',
    holds: 'ลายมือชื่อถูกต้อง',
    broken: 'ลายมือชื่อไม่ถูกต้อง',
    valid: 'แพ็กเกจถูกต้องครบถ้วน ไม่มีการแก้ไขหลังลงนาม',
    invalid: 'ห้ามใช้ผลจากแพ็กเกจนี้ เนื้อหาไม่ตรงกับที่ลงนาม',
    unreadable: 'อ่านไฟล์นี้ไม่ได้ จึงไม่มีข้อสรุปเกี่ยวกับเนื้อหา',
    outcomes: { passed: 'ผ่าน', failed: 'ไม่ผ่าน', warning: 'ควรทราบ', absent: 'ไม่มี' },
  },
  en: {
    title: 'Verification of a package',
    file: 'File',
    code: 'Package code',
    lao: 'LAO',
    result: 'Result, computed again',
    printed: 'Printed',
    untrusted: 'What this package says cannot be trusted.',
    checks: 'Checks',
    check: 'Check',
    outcome: 'Outcome',
    detail: 'Detail',
    findings: 'Findings',
    signers: 'Signers',
    signed: 'Signed',
    selfSigned: 'self-signed certificate',
    issuer: 'issued by',
    certificate: 'Certificate fingerprint (SHA-256)',
    holds: 'signature holds',
    broken: 'signature does not hold',
    valid: 'Valid: complete and unchanged since signing.',
    invalid: 'Do not use: the content differs from what was signed.',
    unreadable: 'This file cannot be read; nothing can be said about its content.',
    outcomes: { passed: 'passed', failed: 'failed', warning: 'note', absent: 'absent' },
  },
} as const;

const checkNames: Readonly<Record<CheckId, { readonly th: string; readonly en: string }>> = {
  structure: { th: 'โครงสร้างไฟล์', en: 'Structure' },
  files: { th: 'เนื้อหาของทุกไฟล์', en: 'Content of every file' },
  signature: { th: 'ลายมือชื่ออิเล็กทรอนิกส์', en: 'Signature' },
  certificate: { th: 'ใบรับรอง', en: 'Certificate' },
  submission: { th: 'ข้อมูลที่ อปท. ส่ง', en: 'Submission' },
  instrument: { th: 'ชุดตัวชี้วัด', en: 'Instrument' },
  history: { th: 'ประวัติการตรวจประเมิน', en: 'History' },
  scores: { th: 'การคำนวณคะแนนใหม่', en: 'Scores, computed again' },
  evidence: { th: 'ไฟล์หลักฐานในแพ็กเกจ', en: 'Evidence in the package' },
  timestamp: { th: 'ตราประทับเวลา', en: 'Timestamp' },
};

/** What was found about one package, on paper. Codes, digests and file names keep Arabic digits. */
export function VerificationPages({ job }: { readonly job: VerificationJob }) {
  const { report, language, digits } = job;
  const text = words[language];
  const moment = (iso: string) =>
    `${formatDate(iso, { language, style: 'long', digits })} ${formatTime(iso, { language, digits })}`;
  useEffect(() => {
    document.title = `${text.title} ${report.file}`;
  }, [text, report]);
  const open = notClosed(report);
  return (
    <main>
      <PageStyle language={language} digits={digits} foot={`${text.title} · ${report.file}`} label={null} />
      <h1>{text.title}</h1>
      <hr className="rule" />
      <Facts job={job} moment={moment} />
      {open !== null && (
        <p className="boxed">
          <b>
            <Thai>{open.message[language]}</Thai>
          </b>
        </p>
      )}
      <p className="boxed">
        <b>
          <Thai>{text[report.verdict]}</Thai>
        </b>
      </p>
      {report.checks.length > 0 && <Checks checks={report.checks} job={job} />}
      {report.findings.length > 0 && (
        <>
          <h3>{text.findings}</h3>
          <ul>
            {report.findings.map((finding, index) => (
              <li key={index} className="together">
                <Lines
                  of={[
                    finding.message[language],
                    [finding.code, finding.file ?? ''].filter((part) => part !== '').join(' · '),
                  ]}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {report.signers.length > 0 && <h3>{text.signers}</h3>}
      {report.signers.map((signer) => (
        <SignerBlock key={signer.fingerprint} signer={signer} language={language} moment={moment} />
      ))}
    </main>
  );
}

type Moment = (iso: string) => string;

function Facts({ job, moment }: { readonly job: VerificationJob; readonly moment: Moment }) {
  const { language } = job;
  const { content, file, verdict }: VerifyReport = job.report;
  const text = words[language];
  const facts = [
    `${text.file}: ${file}`,
    ...(content === null
      ? []
      : [
          `${text.lao}: ${content.laoName[language]} ${content.district} ${content.province}`,
          `${text.code}: ${content.code}`,
          `${text.result}: ${content.percent ?? '–'} ${content.grade?.[language] ?? ''}`,
          ...(verdict === 'valid' ? [] : [text.untrusted]),
        ]),
    `${text.printed} ${moment(job.printedAt)}`,
  ];
  return <Lines of={facts} />;
}

function Checks({ checks, job }: { readonly checks: readonly CheckResult[]; readonly job: VerificationJob }) {
  const { language, digits } = job;
  const text = words[language];
  return (
    <>
      <h3>{text.checks}</h3>
      <table className="small">
        <thead>
          <tr>
            {[text.check, text.outcome, text.detail].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {checks.map(({ check, outcome, summary }) => (
            <tr key={check}>
              <td>
                <Thai>{checkNames[check][language]}</Thai>
              </td>
              <td className="center">{text.outcomes[outcome]}</td>
              <td>
                <Thai>{inDigits(summary[language], digits)}</Thai>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function SignerBlock({
  signer,
  language,
  moment,
}: {
  readonly signer: Signer;
  readonly language: 'th' | 'en';
  readonly moment: Moment;
}) {
  const text = words[language];
  return (
    <div className="together">
      <Lines
        of={[
          `${signer.name}${signer.title === '' ? '' : ` (${signer.title})`}: ${signer.valid ? text.holds : text.broken}`,
          `${text.signed} ${moment(signer.signedAt)} · ${signer.selfSigned ? text.selfSigned : `${text.issuer} ${signer.issuer}`}`,
          `${text.certificate} ${signer.fingerprint}`,
        ]}
      />
    </div>
  );
}
