/** The rows of a report as a file, in each format. */
export const REPORT_FILES = {
  'text/csv': 'country,value,share,declarations\r\nNGA,1005510000.00,0.0831,5120\r\n',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'PK…',
  'application/vnd.sdmx.data+csv':
    'STRUCTURE,STRUCTURE_ID,ACTION,FREQ,BASIS,UNIT_MEASURE,COUNTRY,TIME_PERIOD,OBS_VALUE\r\n' +
    'dataflow,LOOMGATE:EXPORT_VALUE(1.0.0),I,M,closed,CNY,NGA,2021-12,1005510000.00\r\n',
  'application/vnd.apache.parquet': 'PAR1…',
};

/** Lines, and changes, in the same. */
export const LINES_FILES = {
  ...REPORT_FILES,
  'text/csv': 'day,reference,hsCode,country,value\r\n2021-12-30,DC-20211228-0001,5407520090,NGA,113127.87\r\n',
  'application/vnd.sdmx.data+csv':
    'STRUCTURE,STRUCTURE_ID,ACTION,BASIS,UNIT_MEASURE,TIME_PERIOD,ID,ITEM_NUMBER,OBS_VALUE\r\n' +
    'dataflow,LOOMGATE:EXPORT_LINES(1.0.0),I,closed,CNY,2021-12-30,019a95e2-4c00-7000-8000-000000000053,1,113127.87\r\n',
};
