import type { Text } from './text.ts';

/** The six legal kinds of local administrative organisation; spelled as in DLA's open data (dlads_05_01). */
export const laoTypes = [
  'provincial_admin_org',
  'city_municipality',
  'town_municipality',
  'subdistrict_municipality',
  'subdistrict_admin_org',
  'special_admin_area',
] as const;
export type LaoType = (typeof laoTypes)[number];

/** A local administrative organisation (อปท.). Names repeat, so type and district always stand beside them. */
export interface Lao {
  /** Official code, 8 digits, text. Never derive the type from it. */
  readonly code: string;
  /** Name without its type word. */
  readonly name: string;
  readonly type: LaoType;
  readonly district: string;
  readonly province: string;
}

export const laoTypeShort: Readonly<Record<LaoType, Text>> = {
  provincial_admin_org: { th: 'อบจ.', en: 'PAO' },
  city_municipality: { th: 'ทน.', en: 'City' },
  town_municipality: { th: 'ทม.', en: 'Town' },
  subdistrict_municipality: { th: 'ทต.', en: 'SM' },
  subdistrict_admin_org: { th: 'อบต.', en: 'SAO' },
  special_admin_area: { th: 'พัทยา', en: 'Pattaya' },
};

export const laoTypeLong: Readonly<Record<LaoType, Text>> = {
  provincial_admin_org: { th: 'องค์การบริหารส่วนจังหวัด', en: 'Provincial Administrative Organization' },
  city_municipality: { th: 'เทศบาลนคร', en: 'City Municipality' },
  town_municipality: { th: 'เทศบาลเมือง', en: 'Town Municipality' },
  subdistrict_municipality: { th: 'เทศบาลตำบล', en: 'Subdistrict Municipality' },
  subdistrict_admin_org: { th: 'องค์การบริหารส่วนตำบล', en: 'Subdistrict Administrative Organization' },
  special_admin_area: { th: 'เมือง', en: 'City of' },
};

/** Full name as printed: "เทศบาลตำบลท่าแก้วพัฒนา". */
export const laoFullName = (lao: Lao, language: 'th' | 'en'): string =>
  language === 'th' ? `${laoTypeLong[lao.type].th}${lao.name}` : `${laoTypeLong[lao.type].en} ${lao.name}`;
