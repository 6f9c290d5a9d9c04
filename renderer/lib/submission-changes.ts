import type { IndicatorChange } from '#common/domain/submission-changes.ts';
import { useFormat } from './format.ts';
import { defineMessages, useMessages } from './messages.ts';

const changeWords = defineMessages({
  th: {
    filesAdded: (n: string) => `+${n} ไฟล์`,
    filesReplaced: (n: string) => `แทนที่ ${n} ไฟล์`,
    filesRemoved: (n: string) => `ถอน ${n} ไฟล์`,
    filesRenamed: (n: string) => `เปลี่ยนชื่อ ${n} ไฟล์`,
    linksAdded: (n: string) => `+${n} ลิงก์`,
    linksReplaced: (n: string) => `แก้ ${n} ลิงก์`,
    linksRemoved: (n: string) => `ถอน ${n} ลิงก์`,
    linksRenamed: (n: string) => `เปลี่ยนชื่อ ${n} ลิงก์`,
    selfPoints: (from: string, to: string) => `คะแนนตนเอง ${from} → ${to}`,
    selfPointsHidden: 'คะแนนตนเองเปลี่ยน (ซ่อนไว้)',
    measure: 'ผลที่ อปท. รายงานเปลี่ยน',
    note: 'คำอธิบายของ อปท. เปลี่ยน',
  },
  en: {
    filesAdded: (n) => `+${n} file${n === '1' ? '' : 's'}`,
    filesReplaced: (n) => `${n} file${n === '1' ? '' : 's'} replaced`,
    filesRemoved: (n) => `${n} file${n === '1' ? '' : 's'} taken back`,
    filesRenamed: (n) => `${n} file${n === '1' ? '' : 's'} renamed`,
    linksAdded: (n) => `+${n} link${n === '1' ? '' : 's'}`,
    linksReplaced: (n) => `${n} link${n === '1' ? '' : 's'} changed`,
    linksRemoved: (n) => `${n} link${n === '1' ? '' : 's'} taken back`,
    linksRenamed: (n) => `${n} link${n === '1' ? '' : 's'} renamed`,
    selfPoints: (from, to) => `self-score ${from} → ${to}`,
    selfPointsHidden: 'self-score changed (hidden)',
    measure: 'the LAO’s own measure changed',
    note: 'the LAO’s explanation changed',
  },
});

/** What changed for one indicator, in a few words each: "+1 ไฟล์", "คะแนนตนเอง 3 → 5". */
export function useChangeParts(): (change: IndicatorChange, hideSelfScore: boolean) => readonly string[] {
  const t = useMessages(changeWords);
  const format = useFormat();
  return ({ files, links, answer }, hideSelfScore) => {
    const counted: readonly (readonly [readonly unknown[], (n: string) => string])[] = [
      [files.added, t.filesAdded],
      [files.replaced, t.filesReplaced],
      [files.removed, t.filesRemoved],
      [files.renamed, t.filesRenamed],
      [links.added, t.linksAdded],
      [links.replaced, t.linksReplaced],
      [links.removed, t.linksRemoved],
      [links.renamed, t.linksRenamed],
    ];
    const points = (value: number | null) => (value === null ? '–' : format.number(value));
    const saysPoints = answer?.fields.includes('selfPoints') === true;
    return [
      ...counted.filter(([items]) => items.length > 0).map(([items, words]) => words(format.number(items.length))),
      ...(answer === null || !saysPoints
        ? []
        : [
            hideSelfScore
              ? t.selfPointsHidden
              : t.selfPoints(points(answer.before.selfPoints), points(answer.after.selfPoints)),
          ]),
      ...(answer?.fields.includes('measure') === true ? [t.measure] : []),
      ...(answer?.fields.includes('note') === true ? [t.note] : []),
    ];
  };
}
