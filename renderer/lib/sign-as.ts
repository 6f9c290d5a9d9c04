import { z } from 'zod';
import type { SignAs } from '#common/contract/channels/package.ts';
import { roleOfTitle } from '#common/domain/signer-role.ts';
import type { Language } from '#common/domain/text.ts';

/** Messages are keys of the words of the form that shows them. */
export const SignDialogForm = z.object({
  key: z.string().min(1, 'keyMissing'),
  passphrase: z.string().min(1, 'passphraseMissing'),
  role: z.enum(['chair', 'member', 'lao']),
  name: z.string().trim().min(1, 'nameMissing').max(200),
  title: z.string().trim().max(200),
});
export type SignDialogForm = z.infer<typeof SignDialogForm>;

/** With the PIN where the key lies on a token: handed on at once, never kept with the form. */
export type SignRequest = SignDialogForm & { readonly pin?: string };

interface Person {
  readonly name: string;
  readonly title: string;
}

/** What the signature declares; it stands in the package in the language of whoever signs. */
const statements: Readonly<Record<Language, Readonly<Record<'team' | 'lao' | 'close', string>>>> = {
  th: {
    team: 'ขอรับรองว่าผลการตรวจประเมินนี้ถูกต้องตามหลักฐานที่ได้ตรวจ',
    lao: 'รับทราบผลการตรวจประเมินนี้',
    close: 'ปิดแพ็กเกจผลการตรวจประเมินนี้ หลังจากนี้ทีมประเมินไม่ลงนามเพิ่ม',
  },
  en: {
    team: 'I certify that this result is right by the evidence that was reviewed.',
    lao: 'I have taken note of this result.',
    close: 'I close this package: nobody of the team signs after me.',
  },
};

/** As the order of the team has this person, else as the certificate does. */
export function personOf(owner: Person, members: readonly Person[]): Person & { readonly role: 'chair' | 'member' } {
  const title = members.find(({ name }) => name === owner.name)?.title ?? owner.title;
  return { name: owner.name, title, role: roleOfTitle(title) };
}

export const signAs = (
  { role, name, title }: Pick<SignAs, 'role' | 'name' | 'title'>,
  closes: boolean,
  language: Language,
): SignAs => ({
  ...{ role, name, title, closes },
  statement: statements[language][closes ? 'close' : role === 'lao' ? 'lao' : 'team'],
});
