import { useLayoutEffect, useRef } from 'react';
import type { StampsJob } from '#common/contract/print-job.ts';
import { stampLetters } from '#common/domain/stamp.ts';
import './stamp-sheets.css';

type Stamp = StampsJob['stamps'][number];

/** Stamps for a PDF, one on each sheet: Chromium sets Thai as it should be, and the sheet becomes part of the copy. */
export function StampSheets({ job }: { readonly job: StampsJob }) {
  return (
    <>
      {job.stamps.map((stamp, index) => (
        <StampSheet key={index} stamp={stamp} />
      ))}
    </>
  );
}

const measured = 100;

function StampSheet({ stamp: { words, long, tall, line } }: { readonly stamp: Stamp }) {
  const text = useRef<SVGTextElement>(null);
  // Letters as large as fit, as in the evidence frame.
  useLayoutEffect(() => {
    const letters = text.current;
    if (letters === null) return;
    letters.setAttribute('font-size', String(measured));
    const ems = letters.getComputedTextLength() / measured;
    const { size } = stampLetters({ width: long, height: tall }, ems);
    letters.setAttribute('font-size', String(size * 0.88)); // Sarabun reaches higher than the frame's face
    letters.setAttribute('y', String(tall / 2 + size * 0.34));
  }, [long, tall, words]);
  const frame = (by: number, width: number) => ({
    x: by,
    y: by,
    width: Math.max(0, long - 2 * by),
    height: Math.max(0, tall - 2 * by),
    rx: tall * 0.09,
    stroke: line,
    strokeWidth: width,
  });
  const edge = tall * 0.056;
  return (
    <section className="stamp-sheet">
      <svg width={`${long}pt`} height={`${tall}pt`} viewBox={`0 0 ${long} ${tall}`}>
        <rect {...frame(edge / 2, edge)} fill="#fff" fillOpacity={0.85} />
        <rect {...frame(edge * 2, edge * 0.4)} fill="none" />
        <text ref={text} x={long / 2} textAnchor="middle" fill={line}>
          {words}
        </text>
      </svg>
    </section>
  );
}
