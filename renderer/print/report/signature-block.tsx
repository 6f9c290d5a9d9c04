import type { Signature } from '#common/domain/report-input.ts';
import { Thai } from '#renderer/print/thai.tsx';
import type { ReportWords } from './words.ts';

const dots = (count: number): string => '.'.repeat(count);

/** The certifying sentence never parts from the signatures; the LAO's acknowledgement is a block of its own. */
export function SignatureBlock({
  signers,
  words,
}: {
  readonly signers: readonly Signature[];
  readonly words: ReportWords;
}) {
  return (
    <>
      <div className="together certificate">
        <p className="indent">
          <Thai>{words.statement}</Thai>
        </p>
        <div className="signatures">
          {signers.map(({ name, title, signed }, index) => (
            <div key={index} className="signer">
              <p>{signed === null ? `${words.signed} ${dots(46)}` : <b>{words.signedElectronically}</b>}</p>
              <p>{`(${name ?? dots(44)})`}</p>
              <p>{title === null ? `${words.position} ${dots(42)}` : <Thai>{title}</Thai>}</p>
              {signed !== null && (
                <>
                  <p>{signed}</p>
                  {/* Its place on paper becomes the field of the signature (main/lib/signing/sign-pdf.ts). */}
                  <a className="signature-field" href="https://sig.invalid/signature" aria-label={signed} />
                </>
              )}
            </div>
          ))}
        </div>
      </div>
      <div className="together acknowledgement">
        <p>
          <Thai>{words.acknowledged}</Thai>
        </p>
        <div className="signatures">
          <div />
          <div>
            <p>{`${words.signed} ${dots(46)}`}</p>
            <p>{`(${dots(44)})`}</p>
            <p>{`${words.position} ${dots(42)}`}</p>
            <p>{`${words.date} ${dots(8)} / ${dots(18)} / ${dots(12)}`}</p>
          </div>
        </div>
        <p className="continued">{words.nextAnnex}</p>
      </div>
    </>
  );
}
