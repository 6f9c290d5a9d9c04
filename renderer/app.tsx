import {
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { LinkButton } from './components/button.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ErrorState, Waiting } from './components/screen-state.tsx';
import { ActivityCard } from './features/activity/activity-card.tsx';
import { ActivityScreen } from './features/activity/activity-screen.tsx';
import { Assignments } from './features/assignments/assignments.tsx';
import { Finalise } from './features/finalise/finalise.tsx';
import { FirstRun } from './features/first-run/first-run.tsx';
import { InstrumentCommands } from './features/instruments/instrument-commands.ts';
import { InstrumentsScreen } from './features/instruments/instruments-screen.tsx';
import { ProvincialScreen } from './features/instruments/provincial-screen.tsx';
import { LookAlikesScreen } from './features/look-alikes/look-alikes-screen.tsx';
import { Resembles } from './features/look-alikes/resembles.tsx';
import { OutboxScreen } from './features/outbox/outbox-screen.tsx';
import { Overview } from './features/overview/overview.tsx';
import { ProvinceScreen } from './features/province/province-screen.tsx';
import { ReadinessCard } from './features/readiness/readiness-card.tsx';
import { ReadinessCommands } from './features/readiness/readiness-commands.ts';
import { ReadinessScreen } from './features/readiness/readiness-screen.tsx';
import { ReceiptImport } from './features/receipts/receipt-import.tsx';
import { ReceiptsCard } from './features/receipts/receipts-card.tsx';
import { Reports } from './features/reports/reports.tsx';
import { Requests } from './features/requests/requests.tsx';
import { ReadingState } from './features/search/reading-state.tsx';
import { SearchCommands } from './features/search/search-commands.ts';
import { SearchBackground } from './features/search/search-background.ts';
import { SearchScreen } from './features/search/search-screen.tsx';
import { SettingsScreen } from './features/settings/settings-screen.tsx';
import { Unlock } from './features/unlock/unlock.tsx';
import { Verify } from './features/verify/verify.tsx';
import { VisitScreen } from './features/visit/visit-screen.tsx';
import { onEvent } from './lib/api.ts';
import { CommandsProvider } from './lib/commands.tsx';
import { codeOf, errorText } from './lib/errors.ts';
import { useMessages } from './lib/messages.ts';
import { libraryQuery, refresh, settingsQuery } from './lib/queries.ts';
import { defaultSettings, SettingsContext } from './lib/settings.ts';
import { tellFailed } from './lib/toasts.ts';
import { useAppearance } from './shell/appearance.ts';
import { shellWords } from './shell/words.ts';
import { Shell } from './shell/shell.tsx';

const Workbench = lazy(async () => ({ default: (await import('./features/workbench/workbench.tsx')).Workbench }));

/** A refusal that no control shows (`meta.shown`) is told as a toast; a locked library goes back to the lock screen. */
function createClient(): QueryClient {
  const tell = (error: Error) => {
    if (codeOf(error) === 'library.locked') {
      void client.invalidateQueries({ queryKey: libraryQuery().queryKey });
      return;
    }
    const language = client.getQueryData(settingsQuery().queryKey)?.language ?? 'th';
    tellFailed(errorText(error, language));
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // A first load shows its own error state; only a refresh behind the person's back needs words.
        if (query.state.data !== undefined) tell(error);
        else if (codeOf(error) === 'library.locked') tell(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.shown !== true) tell(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      // Gone at once: what was asked holds passphrases.
      mutations: { retry: false, networkMode: 'always', gcTime: 0 },
    },
  });
  return client;
}

export function App() {
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={client}>
      <Router hook={useHashLocation}>
        <Surroundings>
          <ErrorBoundary>
            <Gate />
          </ErrorBoundary>
        </Surroundings>
      </Router>
    </QueryClientProvider>
  );
}

/** Settings, language and colours around everything; listens to what main tells. */
function Surroundings({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const { data, isPending } = useQuery(settingsQuery());
  const settings = data ?? defaultSettings;
  useAppearance(settings);
  useEffect(() => {
    const stops = [
      onEvent('changed', (change) => refresh(client, change)),
      onEvent('locked', () => void client.invalidateQueries({ queryKey: libraryQuery().queryKey })),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  if (isPending) return null;
  const numbers = settings.screenDigits === 'thai' ? '-nu-thai' : '';
  const locale = settings.language === 'th' ? `th-TH-u-ca-buddhist${numbers}` : `en-GB-u-ca-buddhist${numbers}`;
  return (
    <SettingsContext value={settings}>
      <I18nProvider locale={locale}>
        <CommandsProvider>{children}</CommandsProvider>
      </I18nProvider>
    </SettingsContext>
  );
}

/** First run, lock screen, or the app: by what main says about the library. */
function Gate() {
  const client = useQueryClient();
  const { data: status, error, refetch } = useQuery(libraryQuery());
  const [settingUp, setSettingUp] = useState(false);
  const state = status?.state;
  // Setting up goes on after the library exists: the recovery sheet comes last.
  if (state === 'new' && !settingUp) setSettingUp(true);
  useEffect(() => {
    // What was decrypted leaves the page's memory when the library closes.
    if (state === 'locked') {
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'library.status' && queryKey[0] !== 'settings.get',
      });
    }
  }, [state, client]);
  if (error && !status) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!status) return <Waiting />;
  if (status.state === 'new' || settingUp) return <FirstRun onDone={() => setSettingUp(false)} />;
  if (status.state === 'locked') return <Unlock />;
  return (
    <Shell status={<ReadingState />}>
      <SearchBackground />
      <ReadinessCommands />
      <SearchCommands />
      <InstrumentCommands />
      <Screens />
    </Shell>
  );
}

/** Moving inside a screen (from indicator to indicator, from words to words) keeps it mounted. */
const screenOf = (location: string): string =>
  location
    .split('/')
    .slice(0, location.startsWith('/search/') ? 3 : 4)
    .join('/');

function Screens() {
  const [location] = useLocation();
  const t = useMessages(shellWords);
  const home = <LinkButton to="/">{t.back}</LinkButton>;
  useEffect(() => {
    // A double click that opened a row also marked text, and the mark would grow over the new screen.
    if (document.activeElement?.matches('input, textarea') !== true) window.getSelection()?.removeAllRanges();
    // A new screen starts at its beginning for keyboard and screen reader, unless it placed the focus itself.
    if (document.activeElement === document.body) document.getElementById('content')?.focus();
  }, [location]);
  return (
    <ErrorBoundary key={screenOf(location)} actions={home}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/">
            <Assignments readiness={<ReadinessCard />} receipts={<ReceiptImport />} />
          </Route>
          <Route path="/s/:id">
            {({ id }) => <Overview key={id} submission={id} activity={<ActivityCard submission={id} />} />}
          </Route>
          <Route path="/s/:id/requests">{({ id }) => <Requests key={id} submission={id} />}</Route>
          <Route path="/s/:id/activity">{({ id }) => <ActivityScreen key={id} submission={id} />}</Route>
          <Route path="/s/:id/review/:indicator?">
            {({ id, indicator }) => (
              <Workbench
                submission={id}
                indicator={indicator ?? null}
                resembles={(evidence) => <Resembles submission={id} evidence={evidence} />}
              />
            )}
          </Route>
          <Route path="/s/:id/look-alikes">{({ id }) => <LookAlikesScreen key={id} submission={id} />}</Route>
          <Route path="/look-alikes">
            <LookAlikesScreen submission={null} />
          </Route>
          <Route path="/s/:id/visit">{({ id }) => <VisitScreen key={id} submission={id} />}</Route>
          <Route path="/s/:id/sign">{({ id }) => <Finalise key={id} submission={id} />}</Route>
          <Route path="/s/:id/reports">
            {({ id }) => <Reports key={id} submission={id} receipts={<ReceiptsCard submission={id} />} />}
          </Route>
          <Route path="/reports">
            <ProvinceScreen />
          </Route>
          <Route path="/ready">
            <ReadinessScreen />
          </Route>
          <Route path="/instruments">
            <InstrumentsScreen />
          </Route>
          <Route path="/instruments/:digest/provincial">{({ digest }) => <ProvincialScreen digest={digest} />}</Route>
          <Route path="/search/:where/:words?">
            {({ where, words }) => <SearchScreen submission={where === 'all' ? null : where} query={words ?? ''} />}
          </Route>
          <Route path="/outbox">
            <OutboxScreen />
          </Route>
          <Route path="/verify">
            <Verify />
          </Route>
          <Route path="/settings">
            <SettingsScreen />
          </Route>
          <Route>
            <ErrorState error={null} actions={home} />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
