/**
 * `npm run check:electron`: Electronegativity, the static checker that Electron's own security guide names, over the
 * Electron part of the source. Every finding needs an answer here, and every answer a finding.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Finding {
  readonly id: string;
  readonly file: string;
  readonly location: { readonly line: number };
}
interface Report {
  readonly errors: readonly unknown[];
  readonly issues: readonly Finding[];
}
type Scan = (options: object, forTerminal: boolean) => Promise<Report>;

const root = join(import.meta.dirname, '../..');

const answers: Readonly<Record<string, string>> = {
  'CSP_GLOBAL_CHECK N/A':
    'the policy is a header on every answer (main/lib/csp.ts, main/host/shared/answer.ts), no meta tag',
  'ELECTRON_VERSION_JSON_CHECK package.json':
    'asks for a look at the version: pinned, current stable, installed exactly',
  'OPEN_EXTERNAL_JS_CHECK main/host/electron/index.ts':
    'only https, mailto and http on this machine pass checkRevealable; the page cannot call it, main alone does',
  'PRELOAD_JS_CHECK main/host/electron/open-window.ts':
    'asks for a review of the preload: sandboxed, isolated, three functions (preload/electron.ts), bundle checked by test',
};

async function scan(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'lpa-electronegativity-'));
  try {
    // Without node_modules and tests, whose code is not shipped; the command line never runs in Electron.
    for (const part of [
      'main/host',
      'main/electron.ts',
      'main/product.ts',
      'main/run.ts',
      'preload',
      'renderer',
      'package.json',
    ])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    const require = createRequire(import.meta.url);
    const module = require('@doyensec/electronegativity') as Scan | { readonly default: Scan };
    const run = typeof module === 'function' ? module : module.default;
    return await run(
      {
        input: folder,
        customScan: [],
        // It asks GitHub for Electron's newest releases; this check must say the same without a network.
        excludeFromScan: ['availablesecurityfixesglobalcheck'],
        parserPlugins: [],
        isRelative: true,
      },
      false,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Its request for newer translations fails without a network, after the scan and outside any promise.
process.on('uncaughtException', (error) => {
  if (!/onCancel|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/.test(String(error))) throw error;
});

const { issues, errors } = await scan();
const found = new Set(issues.map(({ id, file }) => `${id} ${file}`));
const unanswered = issues.filter(({ id, file }) => answers[`${id} ${file}`] === undefined);
const stale = Object.keys(answers).filter((answer) => !found.has(answer));
for (const key of found) if (answers[key] !== undefined) console.log(`answered   ${key}: ${answers[key]}`);
for (const { id, file, location } of unanswered) console.error(`UNANSWERED ${id} ${file}:${location.line}`);
for (const key of stale) console.error(`STALE      ${key}: no such finding any more`);
for (const error of errors) console.error(`UNREAD     ${JSON.stringify(error)}`);
process.exit(unanswered.length + stale.length + errors.length > 0 ? 1 : 0);
