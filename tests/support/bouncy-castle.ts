import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const jars = ['bcprov', 'bcutil', 'bcpkix'].map((name) => `/usr/share/java/${name}.jar`);
const program = `
import org.bouncycastle.cms.*; import org.bouncycastle.cms.jcajce.*; import org.bouncycastle.cert.*; import java.nio.file.*;
public class Check { public static void main(String[] a) throws Exception {
  java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
  for (int at = 0; at < a.length; at += 2) try {
    CMSSignedData d = new CMSSignedData(new CMSProcessableByteArray(Files.readAllBytes(Path.of(a[at + 1]))), Files.readAllBytes(Path.of(a[at])));
    for (SignerInformation s : d.getSignerInfos()) {
      X509CertificateHolder c = (X509CertificateHolder) d.getCertificates().getMatches(s.getSID()).iterator().next();
      System.out.println(s.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(c)));
    }
  } catch (Exception e) { System.out.println(e); } } }`;

/**
 * "true" or "false" for each signer of each pair of signature and content, files in `folder`; or why it refuses the
 * pair. Null where Java or the library is not installed (Debian: libbcpkix-java).
 */
export function bouncyCastle(folder: string, ...pairs: (readonly [signature: string, content: string])[]) {
  if (!jars.every((jar) => existsSync(jar))) return null;
  writeFileSync(join(folder, 'Check.java'), program);
  const run = spawnSync('java', ['-cp', jars.join(':'), 'Check.java', ...pairs.flat()], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  return run.error === undefined ? (run.stdout || run.stderr).trim().split('\n') : null;
}
