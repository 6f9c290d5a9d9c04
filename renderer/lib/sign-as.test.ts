import { describe, expect, test } from 'vitest';
import { roleOfTitle } from '#common/domain/signer-role.ts';
import { personOf, signAs } from './sign-as.ts';

describe('who signs as what', () => {
  test.each([
    ['ประธานกรรมการ', 'chair'],
    ['ประธาน', 'chair'],
    ['Chair', 'chair'],
    ['รองประธาน', 'member'],
    ['กรรมการและเลขานุการ', 'member'],
    ['', 'member'],
  ])('%s signs as %s', (title, role) => {
    expect(roleOfTitle(title)).toBe(role);
  });

  test('the order of the team goes before the certificate', () => {
    const members = [{ name: 'ปาริชาต', title: 'ประธานกรรมการ' }];
    expect(personOf({ name: 'ปาริชาต', title: 'กรรมการ' }, members)).toEqual({
      ...{ name: 'ปาริชาต', title: 'ประธานกรรมการ', role: 'chair' },
    });
    expect(personOf({ name: 'สมชาย', title: 'กรรมการ' }, members).role).toBe('member');
  });

  test('the LAO takes note, the team certifies, the chair closes', () => {
    const person = { name: 'ก', title: '' };
    const said = (role: 'chair' | 'lao', closes: boolean) => signAs({ ...person, role }, closes, 'th').statement;
    expect(new Set([said('chair', false), said('lao', false), said('chair', true)]).size).toBe(3);
    expect(said('lao', false)).toContain('รับทราบ');
  });
});
