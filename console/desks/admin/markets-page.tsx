import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Checkbox } from '../../kit/fields/checkbox';
import type { Column } from '../../kit/table';
import { shortDay } from '../../shared/format';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { Page } from '../../shared/page';
import { type TextKey, type Translate, useLanguage, useT } from '../../texts';

type Row = AnswerOf<'get', '/v1/markets'>['items'][number];

export function MarketsPage() {
  const t = useT();
  const language = useLanguage();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isFollowed = query['followed'] !== 'all';
  const list = useList('/v1/markets', { query: isFollowed ? { followed: true } : {} });
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ code }) => code,
    onOpen: ({ code }) => go(`/admin/markets/${code}`),
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('markets.title')}
      toolbar={
        <Checkbox isSelected={isFollowed} onChange={(on) => change({ followed: on ? undefined : 'all' })}>
          {t('markets.only-followed')}
        </Checkbox>
      }
    >
      <ListTable
        name={t('markets.title')}
        query={list}
        columns={columnsOf(t, language === 'en')}
        keyOf={({ code }) => code}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
    </Page>
  );
}

const columnsOf = (t: Translate, isEnglish: boolean): Column<Row>[] => [
  {
    id: 'code',
    name: t('markets.code'),
    width: 110,
    cell: ({ code }) => <Link href={`/admin/markets/${code}`}>{code}</Link>,
  },
  { id: 'name', name: t('admin.name'), cell: ({ name, nameEn }) => (isEnglish ? nameEn : name) },
  { id: 'province', name: t('markets.province'), width: 90, cell: ({ province }) => province ?? '–' },
  { id: 'office', name: t('markets.office'), width: 90, cell: ({ customsOffice }) => customsOffice ?? '–' },
  { id: 'cut-off', name: t('markets.cut-off'), width: 80, cell: ({ cutOff }) => cutOff },
  {
    id: 'basis',
    name: t('markets.rate-basis'),
    width: 160,
    cell: ({ rateBasis }) => t(`markets.rate-basis-${rateBasis}` as TextKey),
  },
  { id: 'followed', name: t('markets.followed'), width: 150, cell: ({ followUpSince }) => shortDay(followUpSince) },
];
