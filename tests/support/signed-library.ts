import type { SignAs } from '#common/contract/channels/package.ts';
import { finaliseFixture, importFixture } from './import-fixture.ts';
import type { PartsOptions } from './package-fixture.ts';
import { asMember, command, passphrase, type TestApp } from './test-app.ts';

/** As whom somebody signs whose package goes to a centre: it takes none that is not closed. */
export const asClosingChair: SignAs = { ...asMember, role: 'chair', closes: true };

/** Imports a submission, judges it, locks it and signs it with a new key; gives the package's id. `outside`: for the file. */
export async function signPackage(
  opened: TestApp,
  outside: string,
  as: SignAs = asMember,
  options: Pick<PartsOptions, 'revise'> = {},
): Promise<{ id: string; submission: string }> {
  const submission = await importFixture(opened, outside, options);
  await finaliseFixture(opened, submission);
  const { id: key } = await opened.call('key.generate', { name: asMember.name, title: asMember.title });
  const { id } = await opened.call('package.sign', { submission, key, passphrase, as, job: command() });
  return { id, submission };
}
