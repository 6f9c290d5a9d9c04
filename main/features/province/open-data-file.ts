import type { DataFormat } from '#common/contract/channels/province.ts';
import { indicatorTable, totalsTable } from '#common/formats/result-tables.ts';
import { openCsvFile } from './csv-file.ts';
import type { DataFile, DataFileOptions } from './data-file.ts';
import { openJsonFile } from './json-file.ts';
import { openWorkbookFile } from './workbook-file.ts';

export const dataTypes: Readonly<Record<DataFormat, { readonly ending: string; readonly mediaType: string }>> = {
  xlsx: { ending: '.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: '-indicators.csv', mediaType: 'text/csv; charset=utf-8' },
  'csv-totals': { ending: '-totals.csv', mediaType: 'text/csv; charset=utf-8' },
  json: { ending: '.json', mediaType: 'application/json' },
};

export async function openDataFile(format: DataFormat, options: DataFileOptions): Promise<DataFile> {
  const { instrument, language } = options;
  switch (format) {
    case 'xlsx':
      return openWorkbookFile(options);
    case 'csv':
      return openCsvFile(indicatorTable(instrument, language), language);
    case 'csv-totals':
      return openCsvFile(totalsTable(instrument, language), language);
    case 'json':
      return openJsonFile(options);
  }
}
