import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router';
import { NotFound } from '../shared/failure';
import { ChunkFailure } from './chunk-failure';
import { DeclarationByRole } from './declaration-by-role';
import { Home } from './home';
import { PasswordPage } from './password-page';
import { PreferencesPage } from './preferences-page';
import { Shell } from './shell';

const root = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: NotFound,
  errorComponent: ChunkFailure,
});

type Load = () => Promise<Record<string, unknown>>;
const page = (path: string, load: Load, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name),
  });
const own = (path: string, component: RouteComponent) => createRoute({ getParentRoute: () => root, path, component });

/** Each desk is one chunk, fetched when its first page is opened. */
const broker: Load = () => import('../desks/broker');
/** The goods grid comes with the form only. */
const form: Load = () => import('../desks/broker/form');
const admin: Load = () => import('../desks/admin');
const officer: Load = () => import('../desks/officer');
const analyst: Load = () => import('../desks/analyst');

const routes = [
  own('/', Home),
  own('/me', PreferencesPage),
  own('/me/password', PasswordPage),
  page('/todo', broker, 'TodoPage'),
  page('/declarations', broker, 'DeclarationsPage'),
  page('/containers', broker, 'ContainersPage'),
  page('/containers/$id', broker, 'ContainerPage'),
  page('/statements', broker, 'StatementsPage'),
  page('/statements/$id', broker, 'StatementPage'),
  page('/reminders', broker, 'RemindersPage'),
  page('/reminders/$id', broker, 'ReminderPage'),
  page('/imports', broker, 'ImportsPage'),
  page('/imports/$id', broker, 'ImportPage'),
  page('/declarations/new', form, 'DraftPage'),
  page('/declarations/$id/edit', form, 'DraftPage'),
  page('/declarations/$id/merging', broker, 'MergingPage'),
  page('/admin/people', admin, 'PeoplePage'),
  page('/admin/firms', admin, 'FirmsPage'),
  page('/admin/keys', admin, 'KeysPage'),
  page('/admin/markets', admin, 'MarketsPage'),
  page('/admin/markets/$code', admin, 'MarketPage'),
  page('/admin/rates', admin, 'RatesPage'),
  page('/admin/rates/$month', admin, 'RateMonthPage'),
  page('/admin/rules', admin, 'RulesPage'),
  page('/admin/receipt-codes', admin, 'ReceiptCodesPage'),
  page('/admin/webhooks', admin, 'WebhooksPage'),
  page('/admin/audit', admin, 'AuditPage'),
  own('/declarations/$id', DeclarationByRole),
  page('/board', officer, 'BoardPage'),
  page('/wall', officer, 'WallPage'),
  page('/queue', officer, 'QueuePage'),
  page('/day', officer, 'DayPage'),
  page('/day/$market/$date', officer, 'DayPage'),
  page('/ladder', officer, 'LadderPage'),
  page('/jobs', officer, 'JobsPage'),
  page('/parked', officer, 'ParkedPage'),
  page('/report', analyst, 'ReportPage'),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: false,
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ChunkFailure,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
