import { round as sampleRound } from '#tests/sample/submissions.ts';

/** The one round that this server knows: the sample's, with the calendar of 2567 around it. */
export const round = {
  id: sampleRound.id,
  year: sampleRound.year,
  title: sampleRound.title,
  selfAssessment: {
    begins: '2024-05-23',
    ends: '2024-06-14',
    extended: { until: '2024-06-24', letter: 'ด่วนที่สุด ที่ มท 0810.7/ว 2466 ลงวันที่ 12 มิ.ย. 2567' },
  },
  review: {
    begins: '2024-06-25',
    ends: sampleRound.deadline.original,
    extended: sampleRound.deadline.extended,
  },
  catchUp: { begins: '2024-09-05', ends: '2024-09-13', extended: null },
} as const;
