import { readFile } from 'node:fs/promises';
import type { Lao, LaoType } from '#common/domain/lao.ts';
import { provinceName } from './provinces.ts';

interface ListedLao {
  readonly code: string;
  readonly name: string;
  readonly type: LaoType;
  readonly provinceCode: string;
  readonly district: string;
}

/** The organisation with that number: of the file while it lasts, then an invented one. */
export async function readOrganisations(laoFile: string | undefined): Promise<(index: number) => Lao> {
  if (laoFile === undefined) return inventOrganisation;
  const listed = JSON.parse(await readFile(laoFile, 'utf8')) as readonly ListedLao[];
  return (index) => {
    const found = listed[index];
    if (found === undefined) return inventOrganisation(index);
    const { code, name, type, provinceCode, district } = found;
    return { code, name, type, district, province: provinceName(provinceCode) };
  };
}

const first = 'หนอง โนน ทุ่ง ดอน ห้วย คลอง นา ท่า โพธิ์ วัง บึง สระ โคก ป่า แม่ เขา เกาะ บาง ไผ่ สวน ลาด ดง เนิน หัว'.split(' ');
const second =
  'แก้ว ทอง งาม ใหญ่ น้อย แดง ขาว เจริญ พัฒนา สามัคคี ไทร ยาง มะขาม หิน ทราย บัว หลวง สูง ใหม่ ยาว กลาง ใต้ เหนือ สุข'.split(' ');
const districts = 'เมืองธารานคร ท่าแก้ว ภูสักทอง หนองโดน ศรีธารา บึงใหญ่ ดอนยาง โพธิ์ทอง วังหิน นาคำ โคกกลาง สวนพัฒนา'.split(' ');

const prefixes: Readonly<Record<LaoType, string>> = {
  provincial_admin_org: '02',
  city_municipality: '03',
  town_municipality: '04',
  subdistrict_municipality: '05',
  subdistrict_admin_org: '06',
  special_admin_area: '03',
};

/** Of forty: about as many of each type as there are in Thailand. */
function typeOf(index: number): LaoType {
  const place = index % 40;
  if (place === 7) return 'town_municipality';
  if (place === 19) return 'city_municipality';
  if (place === 29) return 'provincial_admin_org';
  return place % 3 === 0 ? 'subdistrict_municipality' : 'subdistrict_admin_org';
}

/** Province code 99 is not in use. The sample's organisations have numbers below 1000. */
function inventOrganisation(index: number): Lao {
  const type = typeOf(index);
  const name = `${pick(first, index * 7)}${pick(second, Math.floor(index / first.length) + index * 5)}`;
  return {
    code: `${prefixes[type]}99${String(1000 + (index % 9000)).padStart(4, '0')}`,
    name,
    type,
    district: pick(districts, index),
    province: 'ธารานคร',
  };
}

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
