import { expect, test } from 'vitest';
import { errorText } from './errors.ts';
import { AppError } from '#common/contract/failures.ts';

const reasons = ['password', 'unsupported', 'too-large', 'damaged'];
const say = (details: AppError['details'], language: 'th' | 'en') =>
  errorText(new AppError('annotation.pdf-failed', details), language);

test.each(reasons)('a redaction that failed (%s) says that there is no copy', (reason) => {
  expect(say({ reason, redacted: true }, 'th')).toContain('ไม่ทำสำเนา');
  expect(say({ reason, redacted: true }, 'en')).toContain('no copy');
  expect(say({ reason, redacted: true }, 'th')).not.toContain('.jsonld');
  expect(say({ reason }, 'th')).toContain('.jsonld');
});
