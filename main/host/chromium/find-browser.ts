import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HostRefusal } from '../shared/host-refusal.ts';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, exists: existsSync });

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsPrograms = ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'];

function candidates({ platform, env }: Machine): readonly string[] {
  const folders = (...values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined);
  if (platform === 'win32')
    return windowsPrograms.flatMap((program) =>
      folders(env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']).map((folder) =>
        [folder, program, 'Application', program.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'].join('\\'),
      ),
    );
  if (platform === 'darwin')
    return macApps.flatMap((app) =>
      folders('/', env.HOME).map((folder) => join(folder, 'Applications', `${app}.app`, 'Contents/MacOS', app)),
    );
  const path = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return linuxNames.flatMap((name) => path.filter((folder) => folder !== '').map((folder) => join(folder, name)));
}

/** The installed Chromium, Chrome or Edge that shows the window; `CHROME_PATH` names another one. Null: none. */
export function findBrowser(machine: Machine = thisMachine()): string | null {
  const chosen = machine.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') return machine.exists(chosen) ? chosen : null;
  return candidates(machine).find(machine.exists) ?? null;
}

const howToInstall: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'sudo apt-get install -y chromium',
  win32: 'winget install --id Google.Chrome',
  darwin: 'brew install --cask google-chrome',
};

/** Throws HostRefusal with the command that installs a browser. */
export function requireBrowser(machine: Machine = thisMachine()): string {
  const found = findBrowser(machine);
  if (found !== null) return found;
  const chosen = machine.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '')
    throw new HostRefusal(
      `ไม่พบเบราว์เซอร์ที่ CHROME_PATH ระบุไว้ (${chosen}) โปรดแก้หรือลบตัวแปรนี้`,
      `CHROME_PATH names ${chosen}, which does not exist. Correct the variable or remove it.`,
    );
  const command = howToInstall[machine.platform] ?? 'sudo apt-get install -y chromium';
  throw new HostRefusal(
    `ไม่พบ Chromium, Chrome หรือ Edge ในเครื่องนี้ ติดตั้งด้วยคำสั่ง: ${command}`,
    `No Chromium, Chrome or Edge was found. Install one with: ${command}`,
  );
}
