import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's Downloads folder; on Linux it may have another name (`~/.config/user-dirs.dirs`, freedesktop.org). */
export function findDownloadsFolder(
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
  config: string = process.env.XDG_CONFIG_HOME ?? join(home, '.config'),
): string {
  if (platform === 'linux')
    try {
      const line = /^XDG_DOWNLOAD_DIR="(.+)"$/m.exec(readFileSync(join(config, 'user-dirs.dirs'), 'utf8'))?.[1];
      if (line !== undefined) return line.replace(/^\$HOME(?=\/|$)/, home);
    } catch {
      // Not set up: the usual name.
    }
  return join(home, 'Downloads');
}
