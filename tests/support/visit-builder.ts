import type { Change } from '#common/domain/review-event.ts';
import type { Certificate, DocumentRequest, LiveCheck, TeamEvidence, VisitRecord } from '#common/domain/visit.ts';

/** One of each thing that a team brings back from a visit; ids are fixed. */
const uuid = '0f4a1c52-0000-4000-8000-00000000000';

export const teamFile = (number = 1, more: Partial<TeamEvidence> = {}): TeamEvidence => ({
  id: `team-${uuid}${number}`,
  indicators: ['i01'],
  title: `ภาพป้ายหน้าสำนักงาน ${number}`,
  sha256: String(number).repeat(64),
  size: 1000 + number,
  mediaType: 'image/jpeg',
  how: 'camera',
  addedAt: '2024-07-05T10:22:00+07:00',
  takenAt: '2024-07-05T10:21:40',
  place: { latitude: 13.7583, longitude: 100.5 },
  ...more,
});

export const liveCheck = (number = 1, more: Partial<LiveCheck> = {}): LiveCheck => ({
  id: `live-${uuid}${number}`,
  indicator: 'i01',
  address: 'e-LAAS',
  at: '2024-07-05T10:30:00+07:00',
  seen: 'บันทึกรายรับครบทุกเดือน',
  by: 'ปาริชาต',
  presence: 'ผู้อำนวยการกองคลัง',
  screenshot: null,
  ...more,
});

export const certificate = (number = 1, more: Partial<Certificate> = {}): Certificate => ({
  id: `${uuid}${number}`,
  indicator: 'i01',
  issuer: 'สำนักงานตรวจเงินแผ่นดิน',
  title: 'รับรองงบการเงิน',
  issuedOn: '2024-01-15',
  signer: 'นายสมชาย ใจดี',
  evidence: null,
  ...more,
});

export const request = (number = 1, more: Partial<DocumentRequest> = {}): DocumentRequest => ({
  id: `${uuid}${number}`,
  indicator: 'i01',
  kind: 'paper',
  text: 'แบบ ปค.6 ฉบับลงนาม',
  done: false,
  ...more,
});

export const visit = (more: Partial<VisitRecord> = {}): VisitRecord => ({
  date: '2024-07-05',
  begin: '09:30',
  end: null,
  place: 'ห้องประชุมสภาเทศบาล',
  orderNumber: '2145/2567',
  team: [{ name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' }],
  lao: [{ name: 'นายวรพจน์ ธรรมวงศ์ไพศาล', title: 'นายกเทศมนตรี' }],
  note: '',
  ...more,
});

export const teamFileAdded = (...args: Parameters<typeof teamFile>): Change => ({
  type: 'team-evidence.added',
  payload: teamFile(...args),
});
export const liveCheckSet = (...args: Parameters<typeof liveCheck>): Change => ({
  type: 'live-check.set',
  payload: liveCheck(...args),
});
