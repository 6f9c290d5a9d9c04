import type { ReceiptReason } from '#common/formats/receipt-schema.ts';
import type { OpenedPackage } from '#main/verify/verify-package.ts';

const day = 24 * 60 * 60 * 1000;

type What = 'signature' | 'event' | 'visit';

const names: Readonly<Record<What, ReceiptReason['message']>> = {
  signature: { th: 'เวลาลงนาม', en: 'The signing time' },
  event: { th: 'เวลาในประวัติการให้คะแนน', en: 'A time in the history' },
  visit: { th: 'วันที่ออกตรวจ', en: 'The day of the visit' },
};

/** A day of Thailand begins seven hours before that of Greenwich. */
const dayBegins = (date: string): string => `${date}T00:00:00+07:00`;

function datesOf({ report, ground }: OpenedPackage): readonly (readonly [What, string])[] {
  const visits = [ground?.review.visit?.date, ground?.review.team?.visitedOn].filter((date) => date != null);
  return [
    ...report.signers.flatMap(({ valid, signedAt }) => (valid ? [['signature', signedAt] as const] : [])),
    ...(ground === null ? [] : [['event', ground.lastEventAt] as const]),
    ...visits.map((date) => ['visit', dayBegins(date)] as const),
  ];
}

/** What is dated later than a day from now did not happen yet; a day is left for clocks that are wrong. */
export function futureDates(opened: OpenedPackage, now: number): ReceiptReason[] {
  return datesOf(opened)
    .filter(([, at]) => Date.parse(at) > now + day)
    .map(([what, at]) => ({
      code: 'intake.future-date',
      message: {
        th: `${names[what].th}อยู่ในอนาคต (${at}) ตรวจนาฬิกาของเครื่องที่ใช้ประเมินแล้วลงนามใหม่`,
        en: `${names[what].en} lies in the future (${at}): check the clock of the team's computer and sign again.`,
      },
      actual: at,
    }));
}
