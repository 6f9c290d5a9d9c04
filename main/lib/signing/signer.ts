import type { SignatureScheme } from './signature-scheme.ts';

/** Whoever can sign: a key in memory, a token or a smart card. The key itself stays behind it. */
export interface Signer {
  /** The subject of the certificate, for people. */
  readonly name: string;
  readonly certificate: Uint8Array;
  /** Issuers' certificates, if there are any. */
  readonly chain: readonly Uint8Array[];
  readonly scheme: SignatureScheme;
  /** Signs these bytes, which are not hashed yet. The value as WebCrypto and PKCS#11 give it: ECDSA as r and s side by side. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
