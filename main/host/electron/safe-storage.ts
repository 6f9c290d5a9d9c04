import { safeStorage } from 'electron';
import type { Secrets } from '../host.ts';

/**
 * The system's key store: DPAPI, Keychain, libsecret, KWallet. On Linux without one Electron would seal with a password
 * that is written in its source (`basic_text`), which is no secret, so it counts as unavailable.
 */
export const electronSecrets: Secrets = {
  async available() {
    if (process.platform === 'linux') {
      const backend = safeStorage.getSelectedStorageBackend();
      if (backend === 'basic_text' || backend === 'unknown') return false;
    }
    return safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  },
  // The store takes text, so bytes travel as base64.
  seal: (plain) => safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64')),
  async unseal(sealed) {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
    return Buffer.from(result, 'base64');
  },
};
