import { FileLink } from '../../shared/file-link';
import { useT } from '../../texts';
import { hrefOf } from './question';

export const FORMATS = ['csv', 'xlsx', 'sdmx-csv', 'parquet', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** The same rows, whole, as files: what a page shows in part. */
export function FileLinks({ path, parameters }: { path: string; parameters: object }) {
  const t = useT();
  return (
    <p className="file-links" aria-label={t('report.download')}>
      {FORMATS.map((format) => (
        <FileLink key={format} href={hrefOf(path, { ...parameters, format })} download>
          {t(`report.format.${format}`)}
        </FileLink>
      ))}
    </p>
  );
}
