/** `npm run test:electron`: the hosts' conformance suite and the journey in Electron; needs its binary and a display. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.ts';

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/hosts/electron', 'tests/e2e/journey'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, HOST: 'electron' } },
);
process.exitCode = status ?? 1;
