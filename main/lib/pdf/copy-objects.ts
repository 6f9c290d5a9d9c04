import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFInvalidObject,
  PDFRef,
  PDFStream,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { writeObject, type PdfFile } from './pdf-file.ts';

/** Objects of one document on their way into another file, under numbers of that file. */
export interface ObjectCopier {
  /** Its number there; the object is written by `rest`, with all that it refers to. */
  numberOf(ref: PDFRef): number;
  /** An object's text with the numbers of the file. */
  textOf(object: PDFObject): string;
  /** Writes what was asked for and is not written yet, a piece at a time. */
  rest(): Generator<Buffer>;
}

/** `more`: what a dictionary says in the other file beyond what it says here. */
export function copyObjects(source: PDFDocument, file: PdfFile, more: ReadonlyMap<PDFObject, string>): ObjectCopier {
  const numbers = new Map<PDFRef, number>();
  const asked: PDFRef[] = [];
  const numberOf = (ref: PDFRef): number => {
    const known = numbers.get(ref);
    if (known !== undefined) return known;
    const number = file.reserve();
    numbers.set(ref, number);
    asked.push(ref);
    return number;
  };
  const textOf = (object: PDFObject): string => {
    if (object instanceof PDFRef) return `${numberOf(object)} 0 R`;
    if (object instanceof PDFDict) {
      let text = '<<';
      for (const [key, value] of object.entries()) text += ` ${key.toString()} ${textOf(value)}`;
      return `${text}${more.get(object) ?? ''} >>`;
    }
    if (object instanceof PDFArray) return `[${object.asArray().map(textOf).join(' ')}]`;
    if (object instanceof PDFStream || object instanceof PDFInvalidObject)
      throw new Error('It has no place in another');
    return object.toString();
  };
  const write = (ref: PDFRef): void => {
    const object = source.context.lookup(ref);
    const number = numberOf(ref);
    if (!(object instanceof PDFStream)) {
      writeObject(file, number, object === undefined ? 'null' : textOf(object));
      return;
    }
    object.updateDict();
    file.begin(number);
    file.text(`${number} 0 obj\n${textOf(object.dict)}\nstream\n`);
    file.bytes(object.getContents());
    file.text('\nendstream\nendobj\n');
  };
  return {
    numberOf,
    textOf,
    *rest() {
      // Grows while it is worked off.
      for (const ref of asked) {
        write(ref);
        if (file.isFull()) yield* file.take();
      }
      asked.length = 0;
    },
  };
}
