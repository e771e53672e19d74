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

const routes = [
  own('/', Home),
  own('/me', PreferencesPage),
  own('/me/password', PasswordPage),
  page('/todo', broker, 'TodoPage'),
  page('/declarations', broker, 'DeclarationsPage'),
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
