import type { SigningKey, TokenCertificate } from '#common/contract/channels/package.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Clock, Tickets } from '#main/lib/ports.ts';
import { findCertificates } from '#main/lib/signing/pkcs11/token-certificates.ts';
import type { TokenIdentity, Tokens } from '#main/lib/signing/pkcs11/token-client.ts';

/** As drivers are called on Windows, macOS and Linux; what else the person chose before is never loaded as code. */
const driverName = /\.(?:dll|dylib|so(?:\.\d+)*)$/i;

export interface AddRequest {
  readonly ticket: string;
  readonly token: TokenCertificate['token'];
  readonly fingerprint: string;
  readonly pin: string;
}

interface TokenKeyDeps {
  /** Throws 'library.locked'. */
  current(): unknown;
  readonly clock: Clock;
  readonly tickets: Tickets;
  /** Throws AppError('library.wrong-passphrase'). */
  confirmPassphrase(passphrase: string): Promise<void>;
  readonly tokens: Tokens;
}

/** Keys on tokens and smart cards: found by their maker's driver, which the person chose and confirmed. */
export function createTokenKeys(deps: TokenKeyDeps, keep: (identity: TokenIdentity) => Promise<SigningKey>) {
  /** Tickets of drivers that the person confirmed by passphrase. */
  const confirmed = new Set<string>();

  const certificatesBy = async (driver: string) => {
    const tokens = await deps.tokens.list(driver);
    return { tokens: tokens.length, found: await findCertificates(tokens, new Date(deps.clock.now())) };
  };

  return {
    async list({ ticket, passphrase }: { readonly ticket: string; readonly passphrase: string }) {
      deps.current();
      await deps.confirmPassphrase(passphrase);
      const driver = deps.tickets.path(ticket);
      if (!driverName.test(driver)) throw new AppError('token.not-a-driver');
      confirmed.add(ticket);
      const { tokens, found } = await certificatesBy(driver);
      return { tokens, certificates: found.map(({ shown }) => shown) };
    },

    async add({ ticket, token, fingerprint, pin }: AddRequest): Promise<SigningKey> {
      deps.current();
      if (!confirmed.has(ticket)) throw new AppError('file.unknown-ticket');
      const driver = deps.tickets.path(ticket);
      const { found } = await certificatesBy(driver);
      const chosen = found.find(
        ({ shown }) =>
          shown.fingerprint === fingerprint && shown.token.serial === token.serial && shown.token.label === token.label,
      );
      if (chosen === undefined) throw new AppError('token.missing');
      const { shown, object, certificate, chain } = chosen;
      if (shown.problem === 'expired') throw new AppError('key.expired', { validTo: shown.validTo });
      if (shown.problem !== null) throw new AppError('token.unsupported-key');
      const identity: TokenIdentity = { certificate, chain, token: { ...token, driver, object } };
      // Signed once for nothing: a key that does not fit shows now, and not in the field.
      await deps.tokens.withSigner(identity, pin, (signer) => signer.sign(new TextEncoder().encode('probe')));
      return keep(identity);
    },
  };
}
