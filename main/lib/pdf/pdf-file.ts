/** A PDF that is written from front to back: what is behind us is forgotten but for its place. */
export interface PdfFile {
  /** A number for an object that comes later. */
  reserve(): number;
  /** Says that the object begins with the next text. */
  begin(number: number): void;
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** What was written since the last time. */
  take(): Buffer[];
  /** Where so much waits that it should be taken. */
  isFull(): boolean;
  end(catalogue: number, info: number): void;
}

const comfortable = 512 * 1024;

export function createPdfFile(): PdfFile {
  /** By number; 0 is never an object. */
  const places: number[] = [0];
  let waiting: Buffer[] = [];
  let [size, held, line] = [0, 0, ''];

  const push = (piece: Buffer): void => {
    waiting.push(piece);
    size += piece.length;
    held += piece.length;
  };
  const flush = (): void => {
    // A character is a byte: what is no stream is written in Latin-1, as pdf-lib keeps it.
    if (line !== '') push(Buffer.from(line, 'latin1'));
    line = '';
  };
  const text = (more: string): void => {
    line += more;
  };
  text('%PDF-1.7\n%\u0081\u0081\u0081\u0081\n');
  return {
    reserve: () => places.push(0) - 1,
    begin(number) {
      places[number] = size + line.length;
    },
    text,
    bytes(bytes) {
      flush();
      push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    take() {
      flush();
      const taken = waiting;
      [waiting, held] = [[], 0];
      return taken;
    },
    isFull: () => held + line.length > comfortable,
    end(catalogue, info) {
      flush();
      const begin = size;
      text(`xref\n0 ${places.length}\n0000000000 65535 f \n`);
      for (const place of places.slice(1)) text(`${String(place).padStart(10, '0')} 00000 n \n`);
      text(`trailer\n<< /Size ${places.length} /Root ${catalogue} 0 R /Info ${info} 0 R >>\n`);
      text(`startxref\n${begin}\n%%EOF\n`);
    },
  };
}

/** A whole object of which the text is at hand. */
export function writeObject(file: PdfFile, number: number, body: string): void {
  file.begin(number);
  file.text(`${number} 0 obj\n${body}\nendobj\n`);
}
